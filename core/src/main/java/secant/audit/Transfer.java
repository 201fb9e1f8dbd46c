package secant.audit;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How well what a model answers for masked rows foretells what it answers for real ones: one output's finding of a
 * {@link TransferCheck}.
 *
 * <p>Each fit is an R², 1 at best: the share of the answers' variance that a fit of a few small trees, alone or beside a line,
 * explains on rows that it has not seen. Below 0 it explains less than the mean would.
 *
 * @param output the output's name
 * @param realRows how many real rows the model was asked about, of which at most 1,000 are looked at
 * @param maskedRows how many other rows are looked at, at most 1,000
 * @param maskedFit R² on masked rows that were left out of the fit
 * @param transferredFit R² of that fit on the real rows
 * @param ownFit R² of a fit to the real rows alone, on those that were left out of it
 * @param nearness how many cells of a real row the nearest masked row differs in, relative to the nearest other real row;
 *     well below 1 where masked rows keep most of a real row, as those of SHAP do
 * @param isSuspicious whether the model answers masked rows by another rule than real ones
 */
public record Transfer(
        String output,
        int realRows,
        int maskedRows,
        double maskedFit,
        double transferredFit,
        double ownFit,
        double nearness,
        boolean isSuspicious) {

    public Transfer {
        requireNonNull(output, "output");
        if (realRows < 0 || maskedRows < 0) {
            throw new IllegalArgumentException(
                    "rows must be 0 or more but are " + realRows + " real and " + maskedRows + " masked ones");
        }
    }

    /** {@return the finding as a sentence for the reader of the explanations} */
    public String sentence() {
        String figures = String.format(
                Locale.ROOT,
                "what the model answers for %d masked rows is fitted with an R² of %.2f there, of %.2f on %d real rows, which"
                        + " by themselves are fitted with %.2f",
                maskedRows,
                maskedFit,
                transferredFit,
                realRows,
                ownFit);
        return isSuspicious
                ? "the model seems to answer masked rows by another rule than real ones, so that these explanations may be of a"
                        + " rule that does not decide about '" + output + "': " + figures
                : figures + ", for '" + output + "'";
    }
}
