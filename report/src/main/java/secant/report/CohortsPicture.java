package secant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.GlobalImportance;
import secant.explanation.GlobalImportance.Importance;

/** Draws cohorts: for each player a bar a group, with 95 % intervals, the groups in colours. */
final class CohortsPicture implements Picture {

    private static final double BAR = 12;
    private static final double STEP = 14;
    private static final double PAD = 14;
    private static final double BOTTOM = 46;

    private final ReportSection.Cohorts section;
    private final List<GlobalImportance> groups;
    private final List<Integer> players;
    private final String link;
    private final NumberFormat numbers;

    CohortsPicture(ReportSection.Cohorts section) {
        this.section = section;
        this.numbers = section.options().numbers();
        this.groups = section.groups().stream()
                .map(group -> group.explanations().globalImportance(section.output()))
                .toList();
        int count = groups.get(0).players().size();
        int[] ranked = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -weighted(p)))
                .limit(section.options().shown())
                .mapToInt(p -> p)
                .toArray();
        this.players =
                IntStream.of(section.options().order().arrange(ranked)).boxed().toList();
        this.link = section.groups().get(0).explanations().get(0).provenance().link();
    }

    /** A player's importance over all groups together. */
    private double weighted(int player) {
        double rows = groups.stream().mapToDouble(GlobalImportance::rows).sum();
        return groups.stream()
                .mapToDouble(group -> group.players().get(player).meanMagnitude() * (group.rows() / rows))
                .sum();
    }

    private String groupName(int group) {
        return PlayerLabel.shown(section.groups().get(group).name()) + " ("
                + RowNoun.count(groups.get(group).rows()) + ")";
    }

    private String amount(Importance importance) {
        return numbers.of(importance.meanMagnitude(), importance.standardError());
    }

    @Override
    public String summary() {
        return "How much each player matters in each of " + groups.size()
                + (groups.size() == 1 ? " group" : " groups") + " of rows: mean |attribution| with 95 % intervals."
                + ImportanceBars.leftOut(groups.get(0).players().size() - players.size());
    }

    @Override
    public DataTable table() {
        List<String> header = new ArrayList<>(List.of("Player"));
        IntStream.range(0, groups.size()).forEach(g -> header.add(groupName(g)));
        List<List<String>> rows = new ArrayList<>();
        for (int player : players) {
            List<String> cells = new ArrayList<>();
            cells.add(PlayerLabel.shown(groups.get(0).players().get(player).player()));
            for (GlobalImportance group : groups) {
                Importance importance = group.players().get(player);
                String reach = Rounded.supports(importance.standardError())
                        ? " ± "
                                + numbers.error(
                                        importance.meanMagnitude(),
                                        importance.standardError(),
                                        ImportanceBars.reach(importance))
                        : "";
                cells.add(amount(importance) + reach);
            }
            rows.add(cells);
        }
        return new DataTable(header, rows, 1);
    }

    @Override
    public void write(TextPage page) {
        page.prose("mean |attribution| to " + LinkedScale.axis(section.output(), link) + ". " + summary());
        double longest = longest();
        for (int g = 0; g < groups.size(); g++) {
            page.line("");
            page.prose(groupName(g));
            TextRows rows = page.rows();
            for (int player : players) {
                Importance importance = groups.get(g).players().get(player);
                rows.add(
                        PlayerLabel.shown(importance.player()),
                        amount(importance),
                        "",
                        cells -> page.bars().growing(importance.meanMagnitude(), longest, cells));
            }
            page.lines(rows);
        }
    }

    private double longest() {
        double longest = 0;
        for (int player : players) {
            for (GlobalImportance group : groups) {
                Importance importance = group.players().get(player);
                double reach = Rounded.supports(importance.standardError()) ? ImportanceBars.reach(importance) : 0;
                longest =
                        Math.max(longest, importance.meanMagnitude() + Math.min(reach, importance.meanMagnitude() / 2));
            }
        }
        return longest > 0 ? Scale.finite(longest) : 1;
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        Key key = new Key(Frame.EDGE, canvas.width() - Frame.EDGE, canvas.width());
        for (int g = 0; g < groups.size(); g++) {
            key.add(Swatch.of(groupName(g), Ink.CATEGORIES.get(g)));
        }
        double top = 8 + key.height() + 4;
        double pitch = groups.size() * STEP + PAD + frame.labelHeight();
        double bottom = top + players.size() * pitch;
        Svg svg = canvas.picture(bottom + BOTTOM, section.title(), summary());
        key.draw(svg, 6);
        double number = players.stream()
                .flatMap(p -> groups.stream().map(group -> group.players().get(p)))
                .mapToDouble(importance -> LabelWidth.of(amount(importance), 11))
                .max()
                .orElse(0);
        Scale scale = Scale.of(0, longest(), frame.plotLeft(), frame.width() - number - 8)
                .in(numbers);
        frame.axis(svg, scale, "mean |attribution| to " + LinkedScale.axis(section.output(), link), top, bottom);
        for (int i = 0; i < players.size(); i++) {
            double from = top + i * pitch + frame.labelHeight() + PAD / 2;
            double middle = from + groups.size() * STEP / 2;
            PlayerLabel label =
                    PlayerLabel.of(groups.get(0).players().get(players.get(i)).player());
            if (frame.labelsAbove()) {
                frame.label(svg, label, from, 0);
            } else {
                frame.label(svg, label, middle, 0);
            }
            for (int g = 0; g < groups.size(); g++) {
                bar(svg, frame, scale, g, players.get(i), from + g * STEP + STEP / 2);
            }
        }
        svg.line(Ink.GUIDE, scale.at(0), top, scale.at(0), bottom);
        return svg.end();
    }

    private void bar(Svg svg, Frame frame, Scale scale, int group, int player, double y) {
        Importance importance = groups.get(group).players().get(player);
        double end = scale.clamped(importance.meanMagnitude());
        svg.open("g", "class", "bar", "stroke-width", Svg.coordinate(BAR));
        svg.element(
                "title", PlayerLabel.shown(importance.player()) + ", " + groupName(group) + ": " + amount(importance));
        svg.path(
                Ink.CATEGORIES.get(group),
                "M" + Svg.coordinate(scale.at(0)) + " " + Svg.coordinate(y) + "H" + Svg.coordinate(end));
        double right = end;
        if (Rounded.supports(importance.standardError())) {
            double reach = ImportanceBars.reach(importance);
            frame.whiskerOnDark(
                    svg, scale, Math.max(0, importance.meanMagnitude() - reach), importance.meanMagnitude() + reach, y);
            right = scale.clamped(importance.meanMagnitude() + reach);
        }
        svg.label(Ink.MUTED, right + 6, y + 4, "start", amount(importance), "font-size", "11");
        svg.close();
    }
}
