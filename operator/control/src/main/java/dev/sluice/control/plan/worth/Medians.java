package dev.sluice.control.plan.worth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.IntToDoubleFunction;

/** What is usual among providers, one vote per organization: identities without number of one seller are one voice. */
public final class Medians {
    private final int[] organization;
    private final int organizations;

    private Medians(int[] organization, int organizations) {
        this.organization = organization;
        this.organizations = organizations;
    }

    /** @param behind each provider, its organization */
    public static Medians byOrganization(List<String> behind) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] organization = new int[behind.size()];
        for (int i = 0; i < organization.length; i++) {
            Integer known = numbers.putIfAbsent(behind.get(i), numbers.size());
            organization[i] = known == null ? numbers.size() - 1 : known;
        }
        return new Medians(organization, numbers.size());
    }

    /**
     * The median of the organizations' own medians.
     *
     * @param value of each provider, by index
     * @param known which values count
     * @param without what to say where none counts
     */
    public double of(IntToDoubleFunction value, DoublePredicate known, double without) {
        double[] values = new double[organization.length];
        int[] ends = new int[organizations];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(i);
            ends[organization[i]] += known.test(values[i]) ? 1 : 0;
        }
        for (int group = 1; group < organizations; group++) {
            ends[group] += ends[group - 1];
        }
        double[] grouped = new double[values.length];
        int[] starts = ends.clone();
        for (int i = 0; i < values.length; i++) {
            if (known.test(values[i])) {
                grouped[--starts[organization[i]]] = values[i];
            }
        }
        double[] votes = new double[organizations];
        int counted = 0;
        for (int group = 0; group < organizations; group++) {
            if (ends[group] > starts[group]) {
                votes[counted++] = median(grouped, starts[group], ends[group]);
            }
        }
        return counted == 0 ? without : median(votes, 0, counted);
    }

    private static double median(double[] values, int from, int to) {
        Arrays.sort(values, from, to);
        int middle = from + (to - from) / 2;
        return (to - from) % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
