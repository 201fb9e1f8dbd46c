package secant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import secant.model.Link;

/** Ticks on the model's own scale, at their places on the link's: round probabilities on an axis of log-odds. */
final class OwnScale {

    /** Fewer round figures than this are no axis. */
    private static final int FEWEST = 3;

    private OwnScale() {}

    /**
     * Finds as many round figures as have room, those of few digits first.
     *
     * @param size how much room a label takes along the axis, its gap included
     */
    static List<Scale.Tick> ticks(Scale scale, String link, ToDoubleFunction<String> size, NumberFormat numbers) {
        List<Double> round = new ArrayList<>(round(link));
        round.removeIf(own -> !scale.contains(LinkedScale.onLink(own, link)));
        if (round.size() < FEWEST) {
            Scale own = Scale.of(
                    LinkedScale.own(scale.low(), link), LinkedScale.own(scale.high(), link), scale.from(), scale.to());
            own.ticks(Frame.SMALL_FONT).forEach(tick -> round.add(tick.value()));
        }
        List<Scale.Tick> ticks = new ArrayList<>();
        for (double own : round) {
            Scale.Tick tick = new Scale.Tick(LinkedScale.onLink(own, link), numbers.plain(own));
            if (scale.contains(tick.value()) && isFree(ticks, tick, scale, size)) {
                ticks.add(tick);
            }
        }
        ticks.sort(Comparator.comparingDouble(Scale.Tick::value));
        return ticks;
    }

    private static boolean isFree(List<Scale.Tick> taken, Scale.Tick tick, Scale scale, ToDoubleFunction<String> size) {
        return taken.stream()
                .allMatch(other -> Math.abs(scale.at(other.value()) - scale.at(tick.value()))
                        >= (size.applyAsDouble(other.label()) + size.applyAsDouble(tick.label())) / 2);
    }

    private static List<Double> round(String link) {
        if (link.equals(Link.LOGIT.name())) {
            return Probabilities.round();
        }
        List<Double> round = new ArrayList<>();
        for (double digit : new double[] {1, 2, 5}) {
            for (int power = -20; power <= 20; power++) {
                round.add(Double.parseDouble((int) digit + "e" + power));
            }
        }
        return round;
    }
}
