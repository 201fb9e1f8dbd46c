package secant.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@link Accuracy} is asked to do.
 *
 * @param folder of the case files
 * @param seeds how many
 * @param rows the most rows of a case
 * @param contenders the columns
 */
record AccuracyOptions(String folder, int seeds, int rows, List<Contender> contenders) {

    static final String USAGE =
            "usage: Accuracy DIR [--seeds N] [--rows N] [--only name,name], DIR the folder of the case"
                    + " files, names of "
                    + Contender.all().stream().map(Contender::name).collect(Collectors.joining(", "));

    AccuracyOptions {
        contenders = List.copyOf(contenders);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not understood, saying how to write it
     */
    static AccuracyOptions parse(String... args) {
        if (args.length % 2 == 0 || args[0].startsWith("--")) {
            throw new IllegalArgumentException(USAGE);
        }
        AccuracyOptions options = new AccuracyOptions(args[0], Accuracy.SEEDS, Accuracy.ROWS, Contender.all());
        for (int a = 1; a < args.length; a += 2) {
            options = options.with(args[a], args[a + 1]);
        }
        return options;
    }

    private AccuracyOptions with(String name, String value) {
        return switch (name) {
            case "--seeds" -> new AccuracyOptions(folder, number(name, value), rows, contenders);
            case "--rows" -> new AccuracyOptions(folder, seeds, number(name, value), contenders);
            case "--only" -> new AccuracyOptions(folder, seeds, rows, only(value));
            default -> throw new IllegalArgumentException("unknown option " + name + "; " + USAGE);
        };
    }

    private static int number(String name, String value) {
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(
                    name + " must be a whole number of 1 or more but is '" + value + "'; " + USAGE);
        }
        return Integer.parseInt(value);
    }

    private static List<Contender> only(String value) {
        List<String> names = Arrays.asList(value.split(",", -1));
        List<Contender> some = Contender.all().stream()
                .filter(contender -> names.contains(contender.name()))
                .toList();
        if (some.size() != names.size()) {
            throw new IllegalArgumentException("--only must be names without repeats but is '" + value + "'; " + USAGE);
        }
        return some;
    }
}
