package secant.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.SeriesLayout;
import secant.explanation.Explanation;
import secant.kernelshap.KernelShap;
import secant.masking.BackgroundMasker;
import secant.masking.Masker;
import secant.masking.SeriesFilling;
import secant.masking.SeriesMasker;
import secant.model.Link;
import secant.model.Predictor;
import secant.report.Report;
import secant.report.TextWriter;

/**
 * Asks an alarm when and where it saw a fault: the pump vibrates for six hours of a day, a little warm in between.
 *
 * <p>The alarm goes by the largest of the hourly vibrations, made worse by warmth, so that the right answer is known.
 */
public final class PumpFault {

    /** A measurement every quarter of an hour. */
    static final SeriesLayout DAY = SeriesLayout.of(96, "temperature", "pressure", "vibration");

    private static final int SIX_HOURS = 24;
    private static final int HEALTHY_DAYS = 40;
    private static final long SEED = 42;

    private PumpFault() {}

    /**
     * Prints two explanations of one alarm: beside healthy days, and beside the day itself.
     *
     * @param args none
     */
    public static void main(String... args) {
        List<Matrix> healthy = new ArrayList<>();
        for (int day = 0; day < HEALTHY_DAYS; day++) {
            healthy.add(day(day, false));
        }
        double[] faulty = DAY.row(day(HEALTHY_DAYS, true));
        Predictor alarm =
                Predictor.ofScore(PumpFault::alarm).withOutputNames("alarm").threadSafe();

        Background background = Background.of(DAY.schema(), DAY.rows(healthy));
        Masker besideHealthyDays = BackgroundMasker.builder(alarm, background)
                .groups(DAY.windows(SIX_HOURS))
                .link(Link.LOGIT)
                .build();
        explain("Beside " + HEALTHY_DAYS + " healthy days", besideHealthyDays, faulty);

        Masker besideItself =
                SeriesMasker.of(alarm, DAY, SIX_HOURS, SeriesFilling.LINE).withLink(Link.LOGIT);
        explain("Beside straight lines", besideItself, faulty);
    }

    private static void explain(String title, Masker masker, double[] row) {
        KernelShap shap = KernelShap.builder(masker).seed(SEED).build();
        Explanation why = shap.explain(row);
        String first = why.output("alarm").ranked().get(0).player();
        System.out.println(String.format(Locale.ROOT, "%s: it is %s", title, first));
        System.out.println(new TextWriter().write(Report.of(why, "alarm")));
    }

    /** A day of measurements: warm in the afternoon, and with a fault vibrating from noon until six. */
    private static Matrix day(int number, boolean faulty) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + number);
        double[] cells = new double[DAY.steps() * DAY.channels().size()];
        for (int t = 0; t < DAY.steps(); t++) {
            boolean shaking = faulty && t >= 48 && t < 72;
            cells[3 * t] = 60 + 5 * Math.sin(2 * Math.PI * (t - 36) / DAY.steps()) + random.nextGaussian();
            cells[3 * t + 1] = 4 + 0.1 * random.nextGaussian();
            cells[3 * t + 2] = (shaking ? 3 : 1) * random.nextGaussian();
        }
        return Matrix.wrap(DAY.steps(), DAY.channels().size(), cells);
    }

    /** The probability of a fault: the hour of the largest mean square of vibration, each degree above 60 adding 2 %. */
    private static double alarm(double[] row) {
        double worst = 0;
        for (int from = 0; from < DAY.steps(); from += 4) {
            double power = 0;
            double warmth = 0;
            for (int t = from; t < from + 4; t++) {
                power += row[3 * t + 2] * row[3 * t + 2] / 4;
                warmth += (row[3 * t] - 60) / 4;
            }
            worst = Math.max(worst, power * (1 + 0.02 * Math.max(0, warmth)));
        }
        return 1 / (1 + Math.exp(6 - worst));
    }
}
