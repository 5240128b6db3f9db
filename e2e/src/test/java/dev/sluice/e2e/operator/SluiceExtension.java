package dev.sluice.e2e.operator;

import dev.sluice.e2e.cluster.ClusterExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every suite of a run the one release, installed by the first that asks. */
public final class SluiceExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SluiceExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sluice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Sluice.class, type -> Sluice.on(ClusterExtension.cluster(context)), Sluice.class);
    }
}
