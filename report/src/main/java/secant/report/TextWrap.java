package secant.report;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines of terminal cells: at spaces, and within words only where a word is longer than a line. */
final class TextWrap {

    private TextWrap() {}

    static List<String> wrap(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int taken = 0;
        for (String word : text.split(" ", -1)) {
            int wide = CellWidth.of(word);
            if (!line.isEmpty() && taken + 1 + wide > cells) {
                lines.add(line.toString());
                line.setLength(0);
                taken = 0;
            }
            if (!line.isEmpty()) {
                line.append(' ');
                taken++;
            }
            taken = wide <= cells - taken ? append(line, word, taken + wide) : breakUp(word, cells, taken, line, lines);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int append(StringBuilder line, String word, int taken) {
        line.append(word);
        return taken;
    }

    private static int breakUp(String word, int cells, int from, StringBuilder line, List<String> lines) {
        int taken = from;
        for (int i = 0; i < word.length(); ) {
            int point = word.codePointAt(i);
            int wide = CellWidth.of(point);
            if (taken + wide > cells) {
                lines.add(line.toString());
                line.setLength(0);
                taken = 0;
            }
            line.appendCodePoint(point);
            taken += wide;
            i += Character.charCount(point);
        }
        return taken;
    }
}
