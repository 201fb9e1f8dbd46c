package secant.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Replays case files: what a file is, its {@code kind} says, never its name. */
final class CaseReplay {

    private static final String SCHEMA = "refcase/1";
    private static final String EXTENSION = ".json";

    private CaseReplay() {}

    /**
     * Lists the case files of a folder.
     *
     * @param folder a folder; folders in it are not looked into
     * @return its files that end in {@code .json}, by name
     * @throws IOException if the folder cannot be read
     */
    static List<Path> list(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + ": not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(EXTENSION) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(CaseReplay::name))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Replays one file.
     *
     * @param file a case file
     * @param seeds how many seeds quantities that are random are averaged over
     * @return what came of each quantity in it; one failed check {@code file} if it cannot be read or breaks the schema
     */
    static List<Outcome> replay(Path file, int seeds) {
        String fileName = name(file).substring(0, name(file).length() - EXTENSION.length());
        try {
            return replay(CaseValue.parse(fileName, Files.readAllBytes(file)), seeds);
        } catch (IOException | RuntimeException e) {
            return List.of(new Outcome.Checked(fileName, "file", Double.NaN, 0, describe(e)));
        }
    }

    private static List<Outcome> replay(CaseValue file, int seeds) {
        CaseValue schema = file.get("schema");
        if (!schema.text().equals(SCHEMA)) {
            throw schema.mustBe("\"" + SCHEMA + "\"");
        }
        String kind = file.get("kind").text();
        return switch (kind) {
            case "shapley" -> new ShapleyReplay(ShapleyCase.read(file)).replay();
            case "kernelshap_core" -> KernelCoreReplay.replay(file);
            case "interaction" -> InteractionReplay.replay(file);
            case "banzhaf" -> BanzhafReplay.replay(file);
            case "owen" -> OwenReplay.replay(file);
            case "lime_tabular" -> LimeReplay.replay(file, seeds);
            case "lime_text" -> TextLimeReplay.replay(file, seeds);
            default -> List.of(new Outcome.Skipped(file.caseName(), kind));
        };
    }

    /** An exception in a sentence. */
    static String describe(Exception e) {
        return e.getMessage() == null || e instanceof IOException ? e.toString() : e.getMessage();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
