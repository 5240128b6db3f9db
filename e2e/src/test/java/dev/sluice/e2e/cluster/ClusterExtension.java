package dev.sluice.e2e.cluster;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every suite of a run the one cluster, started by the first that asks and ended after the last. */
public final class ClusterExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    /** The cluster of this run, for extensions that put something on it. */
    public static TestCluster cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestCluster.class, type -> started(), TestCluster.class);
    }

    private static TestCluster started() {
        long start = System.nanoTime();
        TestCluster cluster = TestCluster.start(Repository.ofWorkingDirectory());
        System.out.printf(
                "figure: %s up in %.1f s%n",
                cluster, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        return cluster;
    }
}
