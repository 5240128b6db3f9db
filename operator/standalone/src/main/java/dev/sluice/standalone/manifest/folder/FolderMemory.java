package dev.sluice.standalone.manifest.folder;

import dev.sluice.control.resolve.ObjectRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one look at the folder leaves for the next: the objects in force and the count of those ever seen. */
public record FolderMemory(Map<ObjectRef, AcceptedObject> accepted, long objectsSeen) {
    public static final FolderMemory EMPTY = new FolderMemory(Map.of(), 0);

    public FolderMemory {
        accepted = Collections.unmodifiableMap(new LinkedHashMap<>(accepted));
    }
}
