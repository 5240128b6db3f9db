package dev.sluice.e2e.cluster;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Chooses the image a cluster runs from: the official k3s where a registry answers, else the one built here. */
final class ClusterImage {

    private static final String OFFICIAL = "rancher/k3s";

    /** A registry that can be reached says so much sooner; without a network the wait is all there is to see. */
    private static final Duration REGISTRY_ANSWERS = Duration.ofSeconds(15);

    private static final Duration PULL = Duration.ofMinutes(5);

    private ClusterImage() {}

    static DockerImageName choose(Repository repository) {
        String official = OFFICIAL + ":v" + repository.kubernetesVersion() + "-k3s1";
        String image = present(official) || pulled(official) ? official : built(repository);
        DockerEngine.tagTiny(image);
        return DockerImageName.parse(image).asCompatibleSubstituteFor(OFFICIAL);
    }

    private static String built(Repository repository) {
        return Command.run(
                        repository.path("e2e/cluster/image").toString(),
                        repository.path(".cache/kube.tar.zst").toString())
                .orThrow();
    }

    private static boolean present(String image) {
        return DockerEngine.image(image).isPresent();
    }

    private static boolean pulled(String image) {
        CountDownLatch answered = new CountDownLatch(1);
        try (var pull = DockerClientFactory.instance()
                .client()
                .pullImageCmd(image)
                .exec(new ResultCallback.Adapter<PullResponseItem>() {
                    @Override
                    public void onNext(PullResponseItem item) {
                        answered.countDown();
                    }

                    @Override
                    public void onError(Throwable reason) {
                        answered.countDown();
                        super.onError(reason);
                    }
                })) {
            return answered.await(REGISTRY_ANSWERS.toSeconds(), TimeUnit.SECONDS)
                    && pull.awaitCompletion(PULL.toSeconds(), TimeUnit.SECONDS)
                    && present(image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while pulling " + image, e);
        } catch (Exception e) {
            System.out.println("No registry hands out " + image + ", so our own is built: " + e.getMessage());
            return false;
        }
    }
}
