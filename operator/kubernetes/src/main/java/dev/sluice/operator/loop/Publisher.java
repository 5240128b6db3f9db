package dev.sluice.operator.loop;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.History;
import dev.sluice.control.view.Moves;
import dev.sluice.control.view.PlanPresenter;
import dev.sluice.control.view.PlanView;
import dev.sluice.control.view.Sample;
import dev.sluice.control.view.Screen;
import dev.sluice.control.view.StatusPresenter;
import dev.sluice.control.view.StatusView;
import dev.sluice.operator.collect.GatewayPod;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.List;
import java.util.function.Function;

/** TODO wired with statuses, ledger and metrics. */
public class Publisher implements AutoCloseable {
    void translated(long nanos) {}
    void decided(Moves.Changes changes) {}
    void publish(Resources resources, List<ObjectStatus> statuses, List<ServedGateway> gateways, Function<Gateway, List<GatewayPod>> pods, long millis) {}
    void observed(Observation o) {}
    void asked(String pod, @org.jspecify.annotations.Nullable String reason) {}
    @Override public void close() {}
}
