package secant.masking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes names distinct: the second {@code good} is {@code good (2)}. */
final class PlayerNames {

    private PlayerNames() {}

    static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>(names);
        Map<String, Integer> counts = new HashMap<>();
        List<String> distinct = new ArrayList<>(names.size());
        for (String name : names) {
            int count = counts.merge(name, 1, Integer::sum);
            String candidate = count == 1 ? name : numbered(name, count);
            while (count > 1 && !taken.add(candidate)) { // a token may look like that by itself
                count = counts.merge(name, 1, Integer::sum);
                candidate = numbered(name, count);
            }
            distinct.add(candidate);
        }
        return distinct;
    }

    private static String numbered(String name, int count) {
        return name + " (" + count + ")";
    }
}
