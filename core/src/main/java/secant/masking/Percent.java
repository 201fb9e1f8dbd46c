package secant.masking;

import java.util.Locale;

/** Shares as people read them, the same in every locale. */
final class Percent {

    private Percent() {}

    static String of(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
