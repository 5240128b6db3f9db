package dev.sluice.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the tree that a compiler does not check: who may use whom, no cycles, nullness declared, and no clock,
 * chance, thread or file in the modules that only think.
 */
class ArchitectureTest {

    /** A module, its package, and what it may use besides itself and the JDK. */
    enum Module {
        CRDS("crds", "io.fabric8..", "com.fasterxml.jackson.."),
        CONTRACT("contract", "com.fasterxml.jackson.."),
        ENGINE("engine", "dev.sluice.contract..", "com.datadoghq.sketch..", "com.google.re2j.."),
        SERVER(
                "server",
                "dev.sluice.contract..",
                "dev.sluice.engine..",
                "io.vertx..",
                "io.netty..",
                "io.prometheus..",
                "io.fabric8..",
                "com.github.benmanes.caffeine..",
                "com.fasterxml.jackson.."),
        CONTROL(
                "control",
                "dev.sluice.crds..",
                "dev.sluice.contract..",
                "dev.sluice.engine..",
                "io.fabric8..",
                "com.fasterxml.jackson.annotation..",
                "com.datadoghq.sketch.."),
        OPERATOR(
                "operator",
                "dev.sluice.crds..",
                "dev.sluice.contract..",
                "dev.sluice.engine..",
                "dev.sluice.control..",
                "io.fabric8..",
                "io.javaoperatorsdk..",
                "io.micronaut..",
                "io.prometheus..",
                "jakarta..",
                "org.reactivestreams..",
                "reactor..",
                "com.fasterxml.jackson.."),
        SIMULATION(
                "simulation",
                "dev.sluice.crds..",
                "dev.sluice.contract..",
                "dev.sluice.engine..",
                "dev.sluice.control..",
                "com.datadoghq.sketch..",
                "com.fasterxml.jackson..",
                "io.fabric8..",
                "io.vertx..",
                "io.netty.."),
        STANDALONE(
                "standalone",
                "dev.sluice.crds..",
                "dev.sluice.contract..",
                "dev.sluice.engine..",
                "dev.sluice.server..",
                "dev.sluice.control..",
                "dev.sluice.simulation..",
                "io.fabric8..",
                "io.vertx..",
                "picocli..",
                "com.fasterxml.jackson..",
                "com.datadoghq.sketch..",
                "org.yaml.snakeyaml..",
                "org.snakeyaml.engine..");

        private final String root;
        private final String[] allowed;

        Module(String name, String... uses) {
            root = "dev.sluice." + name;
            allowed = Stream.concat(
                            Stream.of(root + "..", "java..", "javax..", "jdk..", "com.sun..", "org.jspecify.."),
                            Stream.of(uses))
                    .toArray(String[]::new);
        }

        String classes() {
            return root + "..";
        }
    }

    /** Modules and packages that only think: time, chance and the world come to them as parameters. */
    private static final String[] PURE = {
        Module.CONTRACT.classes(),
        Module.ENGINE.classes(),
        Module.CONTROL.classes(),
        "dev.sluice.operator.render..",
        "dev.sluice.simulation.model..",
        "dev.sluice.simulation.chain..",
        "dev.sluice.simulation.scenario..",
        "dev.sluice.simulation.world..",
        "dev.sluice.simulation.strategy..",
        "dev.sluice.simulation.report.."
    };

    private static JavaClasses ours;

    @BeforeAll
    static void readClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.sluice");
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void moduleUsesOnlyWhatTheTableAllows(Module module) {
        assertTrue(ours.that(resideInAPackage(module.classes())).size() >= 5, module + " has no classes to check");

        classes()
                .that(resideInAPackage(module.classes()))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(module.allowed).or(primitivesAndArrays()))
                .check(ours);
    }

    @Test
    void everyClassBelongsToAModuleOfTheTable() {
        String[] known = Stream.of(Module.values()).map(Module::classes).toArray(String[]::new);

        noClasses()
                .that(not(resideInAnyPackage(known)))
                .should()
                .haveNameMatching(".*")
                .allowEmptyShould(true)
                .check(ours);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.sluice.(**)").should().beFreeOfCycles().check(ours);
    }

    @Test
    void everyPackageDeclaresItsNullness() {
        TreeSet<String> undeclared = new TreeSet<>();
        for (JavaClass c : ours) {
            JavaPackage p = c.getPackage();
            // Resource types are filled by Jackson with whatever a user left out.
            if (!p.getName().startsWith(Module.CRDS.root) && !p.isAnnotatedWith(NullMarked.class)) {
                undeclared.add(p.getName());
            }
        }

        assertEquals(new TreeSet<>(), undeclared, "packages without a @NullMarked package-info");
    }

    @Test
    void pureModulesTakeTimeChanceAndTheWorldAsParameters() {
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.util.concurrent.locks..", "java.nio.file..", "java.nio.channels..", "java.net.http.."))
                .orShould()
                .dependOnClassesThat(isOneOf(List.of(
                        "java.util.concurrent.ThreadLocalRandom",
                        "java.util.concurrent.Executors",
                        "java.util.concurrent.ExecutorService",
                        "java.lang.Thread",
                        "java.io.File",
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "io.fabric8.kubernetes.client.KubernetesClient")))
                .check(ours);
    }

    @Test
    void onlyTheKubernetesPackageOfTheGatewayKnowsTheClient() {
        noClasses()
                .that(resideInAPackage(Module.SERVER.classes())
                        .and(not(resideInAPackage("dev.sluice.server.kubernetes"))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.fabric8.."))
                .check(ours);
    }

    @Test
    void onlyTheHttpShellOfTheSimulationKnowsVertx() {
        noClasses()
                .that(resideInAnyPackage(
                        "dev.sluice.simulation.model..",
                        "dev.sluice.simulation.chain..",
                        "dev.sluice.simulation.scenario..",
                        "dev.sluice.simulation.world..",
                        "dev.sluice.simulation.strategy..",
                        "dev.sluice.simulation.report.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty.."))
                .check(ours);
    }

    @Test
    void noClassIsNamedAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Base)$")
                .check(ours);
    }

    private static DescribedPredicate<JavaClass> isOneOf(List<String> names) {
        return DescribedPredicate.describe("is one of " + names, c -> names.contains(c.getFullName()));
    }

    private static DescribedPredicate<JavaClass> primitivesAndArrays() {
        return DescribedPredicate.describe(
                "primitive or array of allowed",
                c -> c.isPrimitive()
                        || (c.isArray()
                                && (c.getBaseComponentType().isPrimitive()
                                        || !c.getBaseComponentType()
                                                .getPackageName()
                                                .isEmpty())));
    }
}
