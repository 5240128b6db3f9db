package dev.sluice.standalone.manifest.folder;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.standalone.manifest.Manifest;
import dev.sluice.standalone.manifest.ManifestProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which manifest speaks for an object when several name it. The file that spoke for it before keeps doing so: a copy
 * dropped beside it changes nothing that serves. Otherwise the first in the order of files does.
 */
record Claims(Map<ObjectRef, Manifest> holders, List<ManifestProblem> duplicates) {
    static Claims of(List<Manifest> manifests, FolderMemory memory) {
        Map<ObjectRef, List<Manifest>> byObject = new LinkedHashMap<>();
        manifests.forEach(manifest -> byObject.computeIfAbsent(manifest.ref(), ref -> new ArrayList<>())
                .add(manifest));
        Map<ObjectRef, Manifest> holders = new LinkedHashMap<>();
        List<ManifestProblem> duplicates = new ArrayList<>();
        byObject.forEach((ref, claims) -> {
            Manifest holder = holder(claims, memory.accepted().get(ref));
            holders.put(ref, holder);
            claims.stream()
                    .filter(claim -> claim != holder)
                    .map(claim -> duplicate(claim, holder))
                    .forEach(duplicates::add);
        });
        return new Claims(holders, duplicates);
    }

    private static Manifest holder(List<Manifest> claims, @Nullable AcceptedObject before) {
        return claims.stream()
                .filter(claim ->
                        before != null && claim.file().equals(before.manifest().file()))
                .findFirst()
                .orElse(claims.getFirst());
    }

    private static ManifestProblem duplicate(Manifest claim, Manifest holder) {
        String message = "is already defined in " + holder.place() + "; keep one of them";
        return new ManifestProblem(claim.place("metadata.name"), claim.ref(), new Problem("metadata.name", message));
    }
}
