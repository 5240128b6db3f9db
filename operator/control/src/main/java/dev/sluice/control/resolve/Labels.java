package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Label selectors, as Kubernetes reads them. */
public final class Labels {
    private Labels() {}

    private static final Set<String> WITH_VALUES = Set.of("In", "NotIn");
    private static final Set<String> WITHOUT_VALUES = Set.of("Exists", "DoesNotExist");

    /** What is wrong with a selector; such a one takes nothing. */
    public static List<Problem> problems(String path, LabelSelector selector) {
        List<LabelSelectorRequirement> expressions =
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.of());
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            String operator = expressions.get(i).getOperator();
            String at = path + ".matchExpressions[" + i + "]";
            boolean values = expressions.get(i).getValues() != null
                    && !expressions.get(i).getValues().isEmpty();
            if (!WITH_VALUES.contains(operator) && !WITHOUT_VALUES.contains(operator)) {
                problems.add(new Problem(
                        at + ".operator",
                        "\"" + operator + "\" is not allowed; expected one of In, NotIn, Exists, DoesNotExist"));
            } else if (WITH_VALUES.contains(operator) != values) {
                problems.add(new Problem(
                        at + ".values",
                        values
                                ? "means nothing with " + operator + "; expected it to be left out"
                                : "is missing; expected the values " + operator + " compares with"));
            }
        }
        return problems;
    }

    public static boolean match(LabelSelector selector, HasMetadata object) {
        return match(selector, Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of()));
    }

    public static boolean match(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> exact = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
        List<LabelSelectorRequirement> expressions =
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.of());
        return exact.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
                && expressions.stream().allMatch(e -> match(e, labels));
    }

    private static boolean match(LabelSelectorRequirement expression, Map<String, String> labels) {
        String value = labels.get(expression.getKey());
        List<String> values = Objects.requireNonNullElse(expression.getValues(), List.of());
        return switch (expression.getOperator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
