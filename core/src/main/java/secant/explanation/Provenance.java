package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an explanation came about: enough to make it again, and what its reader should know.
 *
 * @param version Secant's version
 * @param options what the explainer was set to, defaults included, in a fixed order
 * @param seed the seed of everything random in it
 * @param link the link's name
 * @param backgroundSize the number of background rows; for a local surrogate, of the rows that its statistics are of
 * @param backgroundFingerprint the SHA-256 of the background, or of those statistics, in hexadecimal
 * @param coalitions how many coalitions were evaluated, without the empty and the full one
 * @param modelRows how many rows the model predicted for this explanation, without those that all rows share
 * @param stopReason why it stopped there
 * @param warnings sentences that the reader of the explanation should see; often empty
 */
public record Provenance(
        String version,
        Map<String, String> options,
        long seed,
        String link,
        int backgroundSize,
        String backgroundFingerprint,
        long coalitions,
        long modelRows,
        StopReason stopReason,
        List<String> warnings) {

    public Provenance {
        requireNonNull(version, "version");
        requireNonNull(link, "link");
        requireNonNull(backgroundFingerprint, "backgroundFingerprint");
        requireNonNull(stopReason, "stopReason");
        if (backgroundSize < 0 || coalitions < 0 || modelRows < 0) {
            throw new IllegalArgumentException("background size, coalitions and model rows must be 0 or more but are "
                    + backgroundSize + ", " + coalitions + " and " + modelRows);
        }
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        warnings = List.copyOf(warnings);
    }
}
