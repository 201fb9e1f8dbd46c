package secant.reference;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares Secant with case files that independent tools have made, and prints what came of it.
 *
 * <p>{@code Replay DIR} replays every {@code *.json} file of a folder in the order of their names; {@code Replay DIR --quick}
 * averages what is random over 20 seeds rather than 200. It prints a line for
 * each quantity, {@code PASS|FAIL case quantity max-error tolerance} or {@code SKIP case kind-or-quantity}; then
 * {@code N skipped}; and last {@code N passed, N failed}. It exits with 0 if nothing failed, 1 if something did, and 2
 * if there was nothing to replay. A file that breaks the schema is a failure of its own.
 */
public final class Replay {

    private static final int ALL_PASSED = 0;
    private static final int SOME_FAILED = 1;
    private static final int NOTHING_REPLAYED = 2;

    private static final String QUICK = "--quick";
    private static final int SEEDS = 200;
    private static final int QUICK_SEEDS = 20;

    private int passed;
    private int failed;
    private int skipped;

    private Replay() {}

    /**
     * Replays a folder and exits.
     *
     * @param args the folder, and {@code --quick} or nothing
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    /** Replays a folder: what {@link #main} prints, and its exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        boolean quick = args.length == 2 && args[1].equals(QUICK);
        if (args.length != 1 && !quick) {
            err.println("usage: Replay DIR [--quick], the folder of the case files");
            return NOTHING_REPLAYED;
        }
        List<Path> files;
        try {
            files = CaseReplay.list(Path.of(args[0]));
        } catch (IOException | InvalidPathException e) {
            err.println("cannot read the case files: " + e.getMessage());
            return NOTHING_REPLAYED;
        }
        if (files.isEmpty()) {
            err.println("cannot read the case files: " + args[0] + " has no *.json");
            return NOTHING_REPLAYED;
        }
        return new Replay().replay(files, quick ? QUICK_SEEDS : SEEDS, out);
    }

    private int replay(List<Path> files, int seeds, PrintStream out) {
        for (Path file : files) {
            for (Outcome outcome : CaseReplay.replay(file, seeds)) {
                count(outcome);
                out.println(outcome);
            }
        }
        out.println(skipped + " skipped");
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? ALL_PASSED : SOME_FAILED;
    }

    private void count(Outcome outcome) {
        if (outcome instanceof Outcome.Checked check) {
            if (check.passed()) {
                passed++;
            } else {
                failed++;
            }
        } else {
            skipped++;
        }
    }
}
