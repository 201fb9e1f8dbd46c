package secant.report;

import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.GlobalImportance.Importance;

/** What a picture of importance shows: the most important players, how long the axis must be, and what is left out. */
final class ImportanceBars {

    /** Whiskers beyond this multiple of the longest bar are cut: they would press the bars flat. */
    private static final double LONGEST_WHISKER = 1.5;

    private final ReportSection.Importance section;
    private final List<Importance> shown;
    private final int others;

    private ImportanceBars(ReportSection.Importance section, List<Importance> shown, int others) {
        this.section = section;
        this.shown = shown;
        this.others = others;
    }

    static ImportanceBars of(ReportSection.Importance section) {
        List<Importance> ranked = section.importance().ranked();
        List<Importance> players = section.importance().players();
        int shown = Math.min(section.options().shown(), ranked.size());
        int[] arranged = section.options()
                .order()
                .arrange(ranked.subList(0, shown).stream()
                        .mapToInt(players::indexOf)
                        .toArray());
        return new ImportanceBars(
                section, IntStream.of(arranged).mapToObj(players::get).toList(), ranked.size() - shown);
    }

    List<Importance> shown() {
        return shown;
    }

    String axis() {
        return "mean |attribution| to " + LinkedScale.axis(section.importance().output(), section.link());
    }

    String summary() {
        int rows = section.importance().rows();
        String errors = rows == 1 ? "; one row says nothing about others" : ", with 95 % intervals";
        String rest = leftOut(others);
        return "The size of each player's attributions, averaged over " + rows + (rows == 1 ? " row" : " rows") + errors
                + "." + rest;
    }

    /** Says how many players are not shown. */
    static String leftOut(int others) {
        if (others == 0) {
            return "";
        }
        return " " + others + (others == 1 ? " less important player is" : " less important players are")
                + " not shown.";
    }

    double longest() {
        double bar = 0;
        double whisker = 0;
        for (Importance player : shown) {
            bar = Math.max(bar, player.meanMagnitude());
            whisker = Math.max(whisker, hasInterval(player) ? player.meanMagnitude() + reach(player) : 0);
        }
        return bar == 0 ? 1 : Scale.finite(Math.max(bar, Math.min(whisker, bar * LONGEST_WHISKER)));
    }

    boolean hasInterval(Importance player) {
        return Rounded.supports(player.standardError());
    }

    static double reach(Importance player) {
        return Rounded.INTERVAL * player.standardError();
    }

    /** A player's importance with half its 95 % interval, where there is one. */
    String amount(Importance player) {
        return mean(player) + plusMinus(player);
    }

    /** A player's importance. */
    String mean(Importance player) {
        return numbers().of(player.meanMagnitude(), player.standardError());
    }

    NumberFormat numbers() {
        return section.options().numbers();
    }

    /** Half the 95 % interval with ± before it, where there is one. */
    String plusMinus(Importance player) {
        return hasInterval(player) ? " ± " + interval(player) : "";
    }

    /** Half the 95 % interval, or that it is unknown. */
    String interval(Importance player) {
        return numbers().error(player.meanMagnitude(), player.standardError(), reach(player));
    }
}
