package dev.sluice.e2e.operator;

import dev.sluice.e2e.operator.load.Call;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two teams behind one provider: as long as its owner grants that. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR + 4)
@ExtendWith(SluiceExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharingTest {
    private static final Call CALL = Call.get("/files");
    private static final String GRANT = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: ReferenceGrant
            metadata: {name: guests}
            spec:
              from: [{group: sluice.dev, kind: ProviderPool, namespace: operator-guest}]
              to: [{group: sluice.dev, kind: Provider, name: shared}]
            """;

    private final Space owner;
    private final Space guest;
    private final Edge own;
    private final Edge guests;

    SharingTest(Sluice sluice) {
        owner = new Space(sluice, "operator-owner");
        guest = new Space(sluice, "operator-guest");
        own = new Edge(owner, "edge", 8104);
        guests = new Edge(guest, "edge", 8105);
        owner.apply(GRANT + "---\n" + Manifests.gateway("edge", 8104, 1)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: shared"))
                + Manifests.provider("shared", "eu"));
        guest.apply(Manifests.gateway("edge", 8105, 1)
                + Manifests.route("files", "edge", "/files", "files")
                + Manifests.pool("files", List.of("name: shared, namespace: operator-owner")));
        Providers.in(owner, "providers", 9205, List.of("shared"));
    }

    @AfterAll
    void end() {
        owner.close();
        guest.close();
    }

    @Test
    void aGrantIsAllItTakesAndItsEndIsTheEndOfTraffic() {
        own.untilProgrammed().untilAnswers(CALL);
        guests.untilProgrammed().untilAnswers(CALL);
        guest.untilTrue("ProviderPool", "files", "Ready");

        owner.delete("ReferenceGrant", "guests");

        guest.until("ProviderPool", "files", status -> status.denies("ResolvedRefs", "RefNotPermitted"));
        guests.untilAnswers("no more traffic of the guest", CALL, answer -> answer.status() == 500);
        own.untilAnswers(CALL);

        owner.apply(GRANT);
        guests.untilAnswers(CALL);
        guest.untilTrue("ProviderPool", "files", "Ready");
    }
}
