package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path directory;

    @Test
    void write_newFile_holdsTheTextAndNothingElseIsThere() throws IOException {
        Path file = directory.resolve("a.txt");

        AtomicFile.write(file, "漢字 −\n");

        assertThat(file).hasContent("漢字 −\n");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_oldFile_isReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "a much longer text than the new one");

        AtomicFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_symbolicLink_writesWhatItPointsTo() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        AtomicFile.write(link, "new");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("new");
    }

    @Test
    void write_directory_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFile.write(directory, "x"))
                .withMessageContaining("is a directory; add a file name")
                .withMessageContaining(directory.toString());
        assertThatIllegalArgumentException().isThrownBy(() -> AtomicFile.write(Path.of("/"), "x"));
    }

    @Test
    void write_missingDirectory_isRefused() {
        Path file = directory.resolve("nowhere").resolve("a.txt");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFile.write(file, "x"))
                .withMessageContaining("must exist but " + file.getParent() + " does not; create it");
    }

    @Test
    void write_failingDisk_leavesTheOldFileAndNoLitter() throws IOException {
        Path file = directory.resolve("x".repeat(255));
        Files.writeString(file, "old");
        Path tooLong = directory.resolve("x".repeat(256));

        assertThatThrownBy(() -> AtomicFile.write(tooLong, "new"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("could not write " + directory)
                .hasMessageContaining("check that the directory is writable");
        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    /** A folder in which not even root can write. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void write_unwritableFolder_leavesTheOldFileAndSaysWhatToCheck() throws IOException {
        Path file = Path.of("/proc/version");
        String old = Files.readString(file);

        assertThatThrownBy(() -> AtomicFile.write(file, "new"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("could not write /proc/version (")
                .hasMessageEndingWith(
                        "an existing file is as it was; check that the directory is writable and has room");
        assertThat(Files.readString(file)).isEqualTo(old);
    }

    @Test
    void write_diskThatFillsMidway_leavesTheOldFileAndNoLitter() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "old");
        AtomicFile.Pen filling = (channel, bytes) -> {
            channel.write(bytes.limit(3));
            throw new IOException("No space left on device");
        };

        assertThatThrownBy(() -> AtomicFile.write(file, ByteBuffer.wrap(new byte[9]), filling))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("could not write " + file + " (java.io.IOException: No space left on device);"
                        + " an existing file is as it was; check that the directory is writable and has room");
        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_everyWriter_goesThroughIt() throws IOException {
        Report report = Report.of(Credit.rows(3), Credit.OUTPUT);
        new TextWriter().write(report, directory.resolve("a.txt"));
        new HtmlWriter().write(report, directory.resolve("a.html"));
        new JsonWriter().write(report, directory.resolve("a.json"));
        new SvgWriter().write(new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT), directory.resolve("a.svg"));

        assertThat(directory.resolve("a.txt")).hasContent(new TextWriter().write(report));
        assertThat(directory.resolve("a.html")).hasContent(new HtmlWriter().write(report));
        assertThat(directory.resolve("a.json")).hasContent(new JsonWriter().write(report));
        new MarkdownWriter().write(report, directory.resolve("a.md"));
        new CsvWriter().write(Credit.rows(3), directory.resolve("a.csv"));
        new CsvWriter().write(Credit.row(1), directory.resolve("b.csv"));
        new PngWriter().write(report.sections().get(0), directory.resolve("a.png"));
        assertThat(directory.resolve("a.md")).hasContent(new MarkdownWriter().write(report));
        assertThat(directory.resolve("a.csv")).hasContent(new CsvWriter().write(Credit.rows(3)));
        assertThat(directory.resolve("b.csv")).hasContent(new CsvWriter().write(Credit.row(1)));
        assertThat(directory.resolve("a.png"))
                .hasBinaryContent(new PngWriter().write(report.sections().get(0)));
        assertThat(files()).hasSize(8);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
