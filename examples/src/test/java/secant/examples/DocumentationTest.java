package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs what the README and the guide show: the snippets of a page, one after the other, are one program. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    static List<Path> pagesWithSnippets() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : pages()) {
            if (SNIPPET.matcher(Files.readString(page)).find()) {
                pages.add(page);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pagesWithSnippets")
    void snippets_ofAPage_compileAndRun(Path page, @TempDir Path folder) throws Exception {
        Path source = folder.resolve("Page.java");
        Files.writeString(source, program(Files.readString(page)));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        assertThat(javac.run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString()))
                .isZero();
        Path log = folder.resolve("log.txt");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + classPath,
                        "Page")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(java.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String program(String page) {
        StringBuilder imports = new StringBuilder();
        StringBuilder body = new StringBuilder();
        Matcher snippets = SNIPPET.matcher(page);
        while (snippets.find()) {
            snippets.group(1)
                    .lines()
                    .forEach(line -> (line.startsWith("import ") ? imports : body)
                            .append(line)
                            .append('\n'));
        }
        return imports + "class Page {\npublic static void main(String[] args) throws Exception {\n" + body + "}\n}\n";
    }

    @Test
    void readme_hasASnippet_ofFifteenLinesAtMost() throws IOException {
        Matcher snippets = SNIPPET.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(snippets.find()).isTrue();
        assertThat(snippets.group(1).lines().filter(line -> !line.startsWith("import ") && !line.isBlank()))
                .hasSizeLessThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_ofAPage_leadToFiles(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page, StandardCharsets.UTF_8));
        while (links.find()) {
            assertThat(page.resolveSibling(links.group(1))).exists();
        }
    }
}
