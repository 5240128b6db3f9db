package dev.sluice.control.plan.worth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/** What is usual among providers, one vote per organization: identities without number of one seller are one voice. */
public final class Medians {
    private Medians() {}

    /**
     * The median of the organizations' own medians.
     *
     * @param organizations behind each of {@code of}
     * @param known which values count
     * @param without what to say where none counts
     */
    public static <T> double byOrganization(
            List<String> organizations, List<T> of, ToDoubleFunction<T> value, DoublePredicate known, double without) {
        Map<String, double[]> groups = new HashMap<>();
        for (int i = 0; i < of.size(); i++) {
            double each = value.applyAsDouble(of.get(i));
            if (known.test(each)) {
                groups.merge(organizations.get(i), new double[] {each}, Medians::joined);
            }
        }
        double[] votes = new double[groups.size()];
        int next = 0;
        for (double[] group : groups.values()) {
            votes[next++] = median(group);
        }
        return votes.length == 0 ? without : median(votes);
    }

    private static double[] joined(double[] one, double[] other) {
        double[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
