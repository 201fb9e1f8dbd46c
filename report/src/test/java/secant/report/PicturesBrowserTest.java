package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import secant.explanation.Explanations;

/** Every kind of picture on a page in a real browser: pointed at, laid out, measured. */
class PicturesBrowserTest {

    private static final List<String> OF_ROWS =
            List.of("beeswarm", "violin", "dependence", "heatmap", "stackedforce", "decision");

    @TempDir
    private static Path directory;

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.open(directory);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void page_whateverHappened_complainsOfNothingAndAsksForNothing() {
        browser.assertQuiet();
    }

    /** Every kind of picture; those that show rows show the same ones. */
    static Report everything() {
        Explanations rows = Credit.rows(40);
        String output = Credit.OUTPUT;
        return Report.builder("Every picture")
                .add(new ReportSection.Waterfall(rows.get(4), output))
                .add(new ReportSection.Force(rows.get(4), output))
                .add(new ReportSection.Bars(Gallery.wine(), "barolo"))
                .add(new ReportSection.Text(Gallery.review(), "positive"))
                .add(new ReportSection.Image("Where it sees a boat", Gallery.scene(), "boat", 3))
                .add(new ReportSection.InteractionMatrix(Gallery.interacting(), output))
                .add(ReportSection.Importance.of(rows, output))
                .add(new ReportSection.Beeswarm(rows, output))
                .add(new ReportSection.Violin(rows, output))
                .add(new ReportSection.Dependence(rows, output, "Age"))
                .add(new ReportSection.Dependence("Categories", rows, output, "Married", Optional.of("Home")))
                .add(new ReportSection.Heatmap(rows, output))
                .add(new ReportSection.StackedForce(rows, output))
                .add(new ReportSection.Decision(rows, output))
                .add(ReportSection.Cohorts.found(rows, output))
                .add(new ReportSection.Comparison("one", rows, "other", Gallery.second(rows), output))
                .add(new ReportSection.Picks(List.of(new ReportSection.Picks.PickedRow(rows.rowOf(4), 0.4, 0.4))))
                .add(ReportSection.Card.of(rows))
                .build();
    }

    /** A place in a section's picture where the pointer meets a mark. */
    private static final String PLACE = """
            const section = document.querySelector(arguments[0]);
            const svg = section.querySelector('figure.wide svg, .marked');
            svg.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = svg.getBoundingClientRect();
            const isMark = e => e.closest(arguments[1]) || (arguments[1].includes('title')
                && e.closest('svg') && [...e.children, ...e.parentElement.children].some(c => c.tagName === 'title')
                && e.tagName !== 'svg' && e.parentElement.tagName !== 'svg');
            for (const step of [13, 2]) { // most marks are large
              for (let y = Math.ceil(Math.max(box.top, 60)) + 2; y < Math.min(box.bottom, innerHeight); y += step) {
                for (let x = Math.ceil(box.left) + 2; x < box.right; x += step) {
                  const e = document.elementFromPoint(x, y);
                  if (e && svg.contains(e) && isMark(e)) return [x, y];
                }
              }
            }
            return [];
            """;

    private static final String ROWS = "path[data-rows],g.columns[data-rows],svg [data-row]";
    private static final String TIPS = ROWS + ",svg [data-tip],mark[title],mark[data-tip],title";

    private static int[] place(String section, String marks) {
        List<?> place = (List<?>) browser.run(PLACE, section, marks);
        assertThat(place).as("a mark in " + section).hasSize(2);
        browser.frames(); // the page hears of the scroll first
        return place.stream().mapToInt(at -> ((Long) at).intValue()).toArray();
    }

    @Test
    void row_clickedInAnyPictureOfRows_isMarkedInAllOfThem() {
        browser.show(new HtmlWriter().write(everything()), 1400);
        for (String kind : List.of("beeswarm", "dependence", "heatmap", "stackedforce", "decision", "picks")) {
            int[] at = place("section." + kind, ROWS);
            browser.clickAt(at[0], at[1]);

            assertThat(browser.count("tr.is-row")).as(kind).isEqualTo(1);
            assertThat(browser.isShown("#opened")).as(kind).isTrue();
            for (String other : OF_ROWS) {
                assertThat(browser.count(
                                "section." + other + " figure.wide .ring, section." + other + " figure.wide .is-row"))
                        .as("click in " + kind + ", mark in " + other)
                        .isPositive();
            }
            if (kind.equals("picks")) {
                assertThat(browser.find("tr.is-row").getAttribute("data-row")).isEqualTo("4");
                assertThat(browser.count("section.waterfall.is-row, section.force.is-row, .picks .is-row"))
                        .isEqualTo(4); // the picked row's bar is there wide and narrow
            }
            browser.click("#clear");
            assertThat(browser.count(".ring, .is-row, .has-row")).as(kind).isZero();
        }
    }

    @Test
    void marks_ofTheChosenRow_standAtItsAttributions() {
        browser.show(new HtmlWriter().write(everything()), 1400);
        browser.click(".rows tbody tr:nth-child(5) button");

        // Where the beeswarm has the row's point, the violin has its mark: they share their players and their axis.
        List<?> swarm = (List<?>) browser.run(
                "return [...document.querySelectorAll('.beeswarm .wide .ring')].map(r => +r.getAttribute('cx'))");
        List<?> violin = (List<?>) browser.run(
                "return [...document.querySelectorAll('.violin .wide .spot')].map(r => +r.getAttribute('cx'))");
        assertThat(swarm).hasSize(10);
        assertThat(violin).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(((Number) violin.get(i)).doubleValue())
                    .isCloseTo(((Number) swarm.get(i)).doubleValue(), org.assertj.core.api.Assertions.within(4.0));
        }
    }

    @Test
    void rowsOfAnotherSet_clicked_chooseNoRowOfTheList() {
        Explanations rows = Credit.rows(40);
        Explanations some = Explanations.of(rows.all().subList(10, 20));
        Report report = Report.builder("Two sets")
                .add(new ReportSection.Beeswarm(rows, Credit.OUTPUT))
                .add(new ReportSection.Beeswarm("Some", some, Credit.OUTPUT, 10))
                .add(new ReportSection.Beeswarm("Others", Gallery.second(rows), Credit.OUTPUT, 10))
                .build();
        browser.show(new HtmlWriter().write(report), 1400);

        int[] at = place("#section-3", ROWS);
        browser.hoverAt(at[0], at[1]);
        browser.awaitShown("#tip");
        assertThat(browser.text("#tip")).isEqualTo("A row that is not in the list");
        browser.clickAt(at[0], at[1]);
        assertThat(browser.count("tr.is-row")).isZero();

        browser.click(".rows tbody tr:nth-child(13) button");
        assertThat(browser.count("#section-1 .wide .ring")).isEqualTo(10);
        assertThat(browser.count("#section-2 .wide .ring")).isEqualTo(10);
        assertThat(browser.count("#section-3 .ring")).isZero();
    }

    @Test
    void tooltips_ofEveryPicture_areShown() {
        browser.show(new HtmlWriter().write(everything()), 1400);
        for (ReportSection section : everything().sections()) {
            String kind = section.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
            if (kind.equals("card")) {
                continue;
            }
            browser.hoverAt(1, 1);
            int[] at = place("section." + kind, TIPS);
            browser.hoverAt(at[0], at[1]);
            browser.awaitShown("#tip", kind);
            assertThat(browser.text("#tip")).as(kind).isNotBlank();
        }
    }

    @Test
    void arrowKeys_inEveryPicture_readItsMarksOrItsRows() {
        browser.show(new HtmlWriter().write(everything()), 1400);
        for (ReportSection section : everything().sections()) {
            String kind = section.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
            if (kind.equals("card") || kind.equals("text")) { // a marked text is read as text
                continue;
            }
            browser.run("document.querySelector(arguments[0]).focus()", "section." + kind + " figure.wide");
            browser.press(Keys.ARROW_DOWN);
            browser.awaitShown("#tip", kind);
            assertThat(browser.text("#tip")).as(kind).isNotBlank();
            browser.press(Keys.ESCAPE);
        }
    }

    @Test
    void probability_asked_isOnTheAxesOfEveryPictureOfAnswers() {
        browser.show(new HtmlWriter().write(everything()), 1400);
        List<String> kinds = List.of("force", "heatmap", "stackedforce", "decision");
        for (boolean own : new boolean[] {false, true, false}) {
            for (String kind : kinds) {
                List<?> texts = (List<?>) browser.run(
                        "return [...document.querySelectorAll(arguments[0])].filter(t => t.getClientRects().length)"
                                + ".map(t => t.textContent)",
                        "section." + kind + " figure.wide text");
                assertThat(String.join("|", texts.stream().map(String::valueOf).toList()))
                        .as(kind)
                        .contains(own ? "default (probability)" : "default (log-odds)")
                        .doesNotContain(own ? "default (log-odds)" : "default (probability)");
            }
            browser.click("#own");
        }
        // A probability of 0.5 is where log-odds of 0 are.
        assertThat((Boolean) browser.run("""
                        const at = (group, text) => [...document.querySelectorAll('.decision .wide ' + group + ' text')]
                          .find(t => t.textContent === text).getAttribute('x');
                        return at('.on-own', '0.5') === at('.on-link', '0');
                        """)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void themes_ofASection_standOnAnyPage(String page) {
        Explanations rows = Credit.rows(12);
        PictureOptions light = PictureOptions.DEFAULT.withTheme(Theme.LIGHT);
        Report report = Report.builder("Papers")
                .add(new ReportSection.Waterfall(rows.get(1), Credit.OUTPUT).with(light))
                .add(new ReportSection.Waterfall(rows.get(1), Credit.OUTPUT).with(light.withTheme(Theme.DARK)))
                .build();
        browser.theme(page);
        browser.show(new HtmlWriter().write(report), 1400);

        String paper = "return getComputedStyle(document.querySelector(arguments[0] + ' .wide .paper')).fill";
        assertThat(browser.run(paper, "#section-1")).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.run(paper, "#section-2")).isEqualTo("rgb(21, 24, 29)");
    }

    static Stream<Arguments> layouts() {
        return LayoutTest.names();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void labels_anyNamesAndWidths_doNotOverlap(String name, int players) {
        Report.Builder report = Report.builder(name);
        LayoutTest.sections(name, players).forEach(report::add);
        browser.show(new HtmlWriter().write(report.build()), 1400);
        browser.run("document.querySelector('.rows tbody button').click()");
        for (int width : new int[] {400, 800, 1400}) {
            browser.width(width);
            browser.frames(); // the page draws anew when the width passes the bound of narrow pictures
            for (boolean own : new boolean[] {false, true}) {
                browser.run("document.documentElement.classList.toggle('own', arguments[0])", own);
                assertThat(browser.run(OVERLAPS)).as("width " + width).isEqualTo(List.of());
            }
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as("width " + width)
                    .isEqualTo((long) width);
        }
    }

    private static final String OVERLAPS = """
            const found = [];
            function compare(boxes) {
              boxes.sort((a, b) => a[0].top - b[0].top);
              boxes.forEach(([a, text, owner], i) => {
                for (let j = i + 1; j < boxes.length && boxes[j][0].top < a.bottom; j++) {
                  const b = boxes[j][0];
                  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                  // A line's box is taller than its letters, by a fifth above and below.
                  if (wide > 1 && high > .4 * Math.min(a.height, b.height) && (!owner || owner !== boxes[j][2])) found.push(text + ' on ' + boxes[j][1]);
                }
              });
            }
            for (const svg of document.querySelectorAll('figure svg')) {
              const paper = svg.getBoundingClientRect();
              if (!paper.height) continue;
              const boxes = [...svg.querySelectorAll('text')].filter(t => t.getClientRects().length)
                .map(t => [t.getBoundingClientRect(), t.textContent]);
              for (const [a, text] of boxes) {
                if (a.left < paper.left - 1 || a.right > paper.right + 1 || a.bottom > paper.bottom + 1)
                  found.push('outside: ' + text);
              }
              compare(boxes);
            }
            // Text around the pictures; what scrolls by itself is cut where it ends.
            const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            compare([...document.querySelectorAll('body *')]
              .filter(e => own(e) && !e.closest('svg,script,style,.rows,.skip,#tip,option,.marked') && e.checkVisibility())
              .flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim()).flatMap(n => {
                const range = document.createRange();
                range.selectNodeContents(n);
                const clip = e.getBoundingClientRect();
                return [...range.getClientRects()]
                  .filter(box => box.top < clip.bottom - 1 && box.bottom > clip.top + 1)
                  .map(box => [box, e.tagName + ' ' + n.data.slice(0, 30), e]);
              })));
            return found.slice(0, 5);
            """;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void colours_bothThemes_contrastEnough(String theme) {
        browser.theme(theme);
        browser.show(new HtmlWriter().write(everything()), 1400);
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; });"
                + "document.querySelector('.rows tbody button').click()");

        assertThat((Long) browser.run(CONTRASTS + "return texts().length")).isGreaterThan(900);
        assertThat(browser.run(CONTRASTS + "return texts().filter(t => !(t[1] >= 4.5)).map(t => t.join(' '))"))
                .isEqualTo(List.of());
        browser.click("#clear"); // what is not chosen is faint on purpose
        assertThat((Long) browser.run(CONTRASTS + "return marks().length")).isGreaterThan(200);
        assertThat(browser.run(CONTRASTS + "return marks().filter(m => !(m[1] >= 3)).map(m => m.join(' '))"))
                .isEqualTo(List.of());
    }

    private static final String CONTRASTS = """
            function rgb(colour) { return colour.match(/[\\d.]+/g).map(Number); }
            function light(c) {
              const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
              return .2126 * r + .7152 * g + .0722 * b;
            }
            function contrast(a, b) {
              const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
              return (x + .05) / (y + .05);
            }
            const over = (top, share, below) => top.slice(0, 3).map((v, i) => v * share + below[i] * (1 - share));
            function ground(e) {
              const tints = [];
              for (; e; e = e.parentElement) {
                const c = rgb(getComputedStyle(e).backgroundColor);
                if (c.length < 4 || c[3] === 1) return tints.reduceRight((below, t) => over(t, t[3], below), c);
                if (c[3] > 0) tints.push(c);
              }
              return tints.reduceRight((below, t) => over(t, t[3], below), [255, 255, 255]);
            }
            function paper(e) { return rgb(getComputedStyle(e.closest('svg').querySelector('.paper')).fill); }
            function shown(e) { return e.getClientRects().length && e.checkVisibility({visibilityProperty: true}); }
            function own(e) { return [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()); }
            /** What is painted below a label: the shapes before it in its group, each over the one before. */
            function under(text) {
              const at = text.getBoundingClientRect();
              const x = at.left + at.width / 2, y = at.top + at.height / 2;
              let colour = paper(text);
              for (let e = text.parentNode.firstElementChild; e && e !== text; e = e.nextElementSibling) {
                if (!['rect', 'path'].includes(e.tagName) || text.parentNode.tagName === 'svg') continue;
                const box = e.getBoundingClientRect(), style = getComputedStyle(e);
                if (style.fill === 'none' || x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
                colour = over(rgb(style.fill), +style.fillOpacity, colour);
              }
              return colour;
            }
            function texts() {
              const html = [...document.querySelectorAll('body *:not(script):not(style)')]
                .filter(e => !e.closest('svg') && own(e) && shown(e))
                .map(e => [e.tagName + ' ' + e.textContent.slice(0, 20), contrast(rgb(getComputedStyle(e).color), ground(e))]);
              const svg = [...document.querySelectorAll('svg text, svg tspan')].filter(e => own(e) && shown(e)).map(e =>
                ['svg ' + e.textContent, contrast(rgb(getComputedStyle(e).fill), under(e.closest('text')))]);
              return [...html, ...svg];
            }
            /** Marks that stand by themselves; tints of cells say by their strength how much they mean. */
            function marks() {
              return [...document.querySelectorAll('svg .raises, svg .lowers, svg .amount, svg .points path, svg .error,'
                  + ' .cohorts .bar > path:not([class])')]
                .filter(e => shown(e) && e.tagName !== 'text' && !e.hasAttribute('fill-opacity')).map(e => {
                  const style = getComputedStyle(e);
                  return [e.outerHTML.slice(0, 60), contrast(rgb(style.stroke === 'none' ? style.fill : style.stroke), paper(e))];
                });
            }
            """;

    @Test
    void pictures_all_haveTitlesDescriptionsAndTables() {
        browser.show(new HtmlWriter().write(everything()), 1400);
        browser.click(".rows tbody tr:nth-child(2) button");

        assertThat(browser.run("return [...document.querySelectorAll('figure svg')].filter(s => {"
                        + "const named=s.getAttribute('aria-labelledby').split(' ').map(i => document.getElementById(i));"
                        + "return s.getAttribute('role')!=='img' || named.length!==2 || named.some(n => !n.textContent)"
                        + "}).length"))
                .isEqualTo(0L);
        assertThat(browser.run("return [...document.querySelectorAll('main section')].filter(s =>"
                        + " s.querySelector('table tbody tr')===null).map(s => s.id)"))
                .isEqualTo(List.of());
        assertThat(browser.run("const ids=[...document.querySelectorAll('[id]')].map(e => e.id);"
                        + "return ids.length - new Set(ids).size"))
                .isEqualTo(0L);
    }
}
