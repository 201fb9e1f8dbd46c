package secant.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A page, ready for the template.
 *
 * @param title the title, nothing hidden
 * @param style the style sheet
 * @param policy the content security policy: nothing is loaded and nothing runs, and of styles only {@code style} counts
 * @param sections the sections in reading order
 */
record HtmlPage(String title, String style, String policy, List<HtmlSection> sections) {

    private static final String STYLE =
            readStyle() + "@media screen and (prefers-color-scheme:dark){" + Ink.darkRules() + "}";
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; form-action 'none'";

    static HtmlPage of(Report report) {
        List<HtmlSection> sections = new ArrayList<>();
        for (ReportSection section : report.sections()) {
            sections.add(HtmlSection.of(section, sections.size() + 1));
        }
        return new HtmlPage(PlayerLabel.shown(report.title()), STYLE, POLICY, List.copyOf(sections));
    }

    private static String readStyle() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css is missing from the jar of " + HtmlPage.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read page.css", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
