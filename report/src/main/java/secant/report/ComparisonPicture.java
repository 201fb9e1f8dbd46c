package secant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import secant.report.Agreement.Player;

/**
 * Draws a comparison: for each player its importance in the first set as a ring and in the second as a disc, joined by a
 * line, with the move of its rank and how often its sign flips beside it.
 */
final class ComparisonPicture implements Picture {

    private static final double PITCH = 30;
    private static final double BOTTOM = 46;
    private static final double RANKS = 104;
    private static final double MOVES = 36;

    /** Narrower texts have no room for ranks. */
    private static final int WORDS_FROM = 70;

    private static final double FLIPS = 62;

    private final ReportSection.Comparison section;
    private final Agreement agreement;
    private final List<Player> players;
    private final String link;
    private final NumberFormat numbers;

    ComparisonPicture(ReportSection.Comparison section) {
        this.section = section;
        this.agreement = Agreement.of(section.first(), section.second(), section.output());
        this.numbers = section.options().numbers();
        Player[] byPlayer = new Player[agreement.players().size()];
        agreement.players().forEach(player -> byPlayer[player.player()] = player);
        int[] ranked = agreement.players().stream()
                .limit(section.options().shown())
                .mapToInt(Player::player)
                .toArray();
        this.players = IntStream.of(section.options().order().arrange(ranked))
                .mapToObj(p -> byPlayer[p])
                .toList();
        this.link = section.first().get(0).provenance().link();
    }

    private PlayerLabel label(Player player) {
        return PlayerLabel.of(section.first().get(0).players().name(player.player()));
    }

    private String amount(double importance) {
        return agreement.shares() ? numbers.of(100 * importance, 0) + " %" : numbers.of(importance, 0);
    }

    private static String ranks(Player player) {
        return player.firstRank() + " → " + player.secondRank();
    }

    private static String move(Player player) {
        int move = player.move();
        return move == 0 ? "" : (move > 0 ? "▲" : "▼") + Math.abs(move);
    }

    private String flips(Player player) {
        return Math.round(100.0 * player.flips() / agreement.rows()) + " %";
    }

    private String flipsIfAny(Player player) {
        return player.flips() == 0 ? "" : ", " + flips(player) + " flip";
    }

    private String axis() {
        return agreement.shares()
                ? "share of all |attributions| to " + PlayerLabel.shown(section.output()) + ", %"
                : "mean |attribution| to " + LinkedScale.axis(section.output(), link);
    }

    private String firstName() {
        return PlayerLabel.shown(section.firstName());
    }

    private String secondName() {
        return PlayerLabel.shown(section.secondName());
    }

    @Override
    public String summary() {
        return "How much each player matters in " + firstName() + " and in " + secondName() + ", over "
                + RowNoun.count(agreement.rows())
                + " that both explain. Within a row the two rank the players with a mean "
                + "correlation of " + numbers.of(agreement.correlation(), 0)
                + ". A sign flips where both are sure of it and differ."
                + ImportanceBars.leftOut(agreement.players().size() - players.size());
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (Player player : players) {
            rows.add(List.of(
                    label(player).name(),
                    amount(player.first()),
                    amount(player.second()),
                    String.valueOf(player.firstRank()),
                    String.valueOf(player.secondRank()),
                    flips(player)));
        }
        return new DataTable(
                List.of("Player", firstName(), secondName(), "Rank before", "Rank after", "Sign flips"), rows, 1);
    }

    @Override
    public void write(TextPage page) {
        page.prose(axis() + ". " + summary());
        page.line("");
        TextRows rows = page.rows();
        double longest = players.stream()
                .mapToDouble(player -> Math.max(player.first(), player.second()))
                .max()
                .orElse(0);
        for (Player player : players) {
            rows.add(
                    label(player).text(),
                    amount(player.first()) + " → " + amount(player.second()),
                    page.room() < WORDS_FROM ? "" : "  rank " + ranks(player) + flipsIfAny(player),
                    cells -> page.bars().growing(player.second(), longest, cells));
        }
        page.lines(rows);
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        Key key = new Key(Frame.EDGE, canvas.width() - Frame.EDGE, canvas.width());
        key.add((svg, x, y) -> ring(svg, x + 5, y), firstName());
        key.add((svg, x, y) -> disc(svg, x + 5, y), secondName());
        double top = key.height() + 34;
        double pitch = PITCH + frame.labelHeight();
        double bottom = top + players.size() * pitch;
        Svg svg = canvas.picture(bottom + BOTTOM, section.title(), summary());
        key.draw(svg, 6);
        double right = frame.width() - Frame.EDGE;
        double longest = players.stream()
                .mapToDouble(player -> Math.max(player.first(), player.second()))
                .max()
                .orElse(0);
        double unit = agreement.shares() ? 100 : 1;
        Scale scale = Scale.around(
                        0,
                        longest > 0 ? Scale.finite(longest * unit) : 1,
                        frame.plotLeft() + 6,
                        right - FLIPS - RANKS - 14)
                .in(numbers);
        Frame plot = new Frame(frame.width(), frame.plotLeft(), right - FLIPS - RANKS - 6, frame.labelsAbove());
        plot.axis(svg, scale, axis(), top, bottom);
        svg.label(Ink.MUTED, right - FLIPS, top - 8, "end", "rank", "font-size", "12");
        svg.label(Ink.MUTED, right, top - 8, "end", "sign flips", "font-size", "12");
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            double y = top + i * pitch + frame.labelHeight() + PITCH / 2;
            frame.label(svg, label(player), y, 5);
            svg.open("g", "class", "compared");
            svg.element(
                    "title",
                    label(player).name() + ": " + amount(player.first()) + " in " + firstName() + ", "
                            + amount(player.second()) + " in " + secondName());
            double from = scale.at(player.first() * unit);
            double to = scale.at(player.second() * unit);
            svg.line(Ink.GUIDE, from, y, to, y, "stroke-width", "3");
            ring(svg, from, y);
            disc(svg, to, y);
            int move = player.move();
            if (move != 0) {
                svg.label(Ink.TEXT, right - FLIPS - RANKS + MOVES, y + 4, "end", move(player), "font-size", "12");
            }
            svg.label(Ink.TEXT, right - FLIPS, y + 4, "end", ranks(player), "font-size", "12");
            svg.label(player.flips() > 0 ? Ink.TEXT : Ink.MUTED, right, y + 4, "end", flips(player), "font-size", "12");
            svg.close();
        }
        return svg.end();
    }

    private static void disc(Svg svg, double x, double y) {
        svg.open("g", "stroke-linecap", "round", "stroke-width", "10");
        svg.path(Ink.CATEGORIES.get(0), "M" + Svg.coordinate(x) + " " + Svg.coordinate(y) + "h0");
        svg.close();
    }

    private static void ring(Svg svg, double x, double y) {
        svg.open("g", "stroke-linecap", "round");
        String data = "M" + Svg.coordinate(x) + " " + Svg.coordinate(y) + "h0";
        svg.path(Ink.OTHER, data, "stroke-width", "11");
        svg.path(Ink.HALO, data, "stroke-width", "7");
        svg.close();
    }
}
