package dev.sluice.engine.classify;

import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.match.RequestView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request classes of one policy, in order; the first that matches wins, and {@link RequestClass#DEFAULT} takes the
 * rest. Classes are named by index. Immutable; classifying allocates nothing unless a header is matched by pattern.
 */
public final class Classifier {
    /** Of one policy, the default included. */
    public static final int MAX_CLASSES = 64;

    private final List<RequestClass> classes;
    private final List<ClassCondition> conditions;
    private final int defaultClass;

    public Classifier(List<RequestClass> declared) {
        List<RequestClass> all = new ArrayList<>(declared);
        if (declared.stream().noneMatch(c -> c.name().equals(RequestClass.DEFAULT))) {
            all.add(new RequestClass(
                    RequestClass.DEFAULT,
                    List.of(),
                    List.of(),
                    List.of(),
                    RequestClass.NORMAL,
                    RequestClass.WriteMode.SINGLE,
                    List.of()));
        }
        if (all.size() > MAX_CLASSES) {
            throw new IllegalArgumentException("more than " + MAX_CLASSES + " request classes");
        }
        classes = List.copyOf(all);
        conditions = classes.stream().map(ClassCondition::of).toList();
        defaultClass = classes.stream().map(RequestClass::name).toList().indexOf(RequestClass.DEFAULT);
    }

    /** Classes by index, the default included. */
    public List<RequestClass> classes() {
        return classes;
    }

    /** The class of a request that is not JSON-RPC, or whose body was not read. */
    public int classify(RequestView request) {
        return classify(request, null, null);
    }

    /** The class of one call. */
    public int classify(RequestView request, byte @Nullable [] body, @Nullable JsonRpcCall call) {
        for (int i = 0; i < conditions.size(); i++) {
            if (i != defaultClass && conditions.get(i).holds(request, body, call)) {
                return i;
            }
        }
        return defaultClass;
    }
}
