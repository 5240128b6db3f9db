package dev.sluice.control.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.StatusView.GatewayStatus;
import dev.sluice.control.view.StatusView.ObjectView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPresenterTest {
    private static final ObjectStatus BROKEN = ObjectStatus.of(
            new ObjectRef("Provider", "ns", "x"), 2, List.of(), List.of(new Problem("spec.class", "is none")));

    @Test
    void readyMeansEveryGatewayServesTheNewest() {
        StatusView serving = StatusPresenter.present(1, List.of(), List.of(gateway(null)));
        StatusView refused = StatusPresenter.present(1, List.of(), List.of(gateway("the port is taken")));

        assertTrue(serving.ready());
        assertEquals("Gateway ns/edge did not take the newest snapshot: the port is taken", refused.reason());
        assertEquals(
                "no Gateway is accepted yet; see /api/v1/status",
                StatusPresenter.present(1, List.of(), List.of()).reason());
    }

    @Test
    void objectsComeInOrder() {
        ObjectStatus other = ObjectStatus.of(new ObjectRef("Provider", "ns", "a"), 1, List.of(), List.of());

        StatusView status = StatusPresenter.present(1, List.of(BROKEN, other), List.of());

        assertEquals(
                List.of("a", "x"),
                status.objects().stream().map(ObjectView::name).toList());
    }

    @Test
    void aMistakeShowsWhereItIsWrittenIfThatIsKnown() {
        ObjectView inFile =
                StatusPresenter.object(BROKEN, (ref, path) -> new Places.Line("x.yaml", path.isEmpty() ? 1 : 7));
        ObjectView inCluster = StatusPresenter.object(BROKEN, Places.NONE);

        assertEquals(7, inFile.problems().getFirst().line());
        assertEquals("x.yaml", inFile.file());
        assertEquals(0, inCluster.problems().getFirst().line());
    }

    private static GatewayStatus gateway(@Nullable String rejection) {
        return new GatewayStatus("ns/edge", 1, 1, rejection, true, List.of());
    }
}
