package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights in a Keras HDF5 file: a group per layer, whose attribute {@code weight_names} lists paths
 * below that group.
 */
final class Hdf5Weights implements WeightSource {
    private final Hdf5File file;
    private final Group layers;

    Hdf5Weights(Hdf5File file, Group layers) {
        this.file = file;
        this.layers = layers;
    }

    boolean has(String layer) throws ModelException {
        return file.group(layers, layer) != null;
    }

    @Override
    public Weight.Floats weight(String layer, Part part) throws ModelException {
        Group group = file.group(layers, layer);
        if (group == null) {
            throw file.error("no weights for layer '" + layer + "'");
        }
        List<String> matching = names(group).stream().filter(part::matches).toList();
        if (matching.size() != 1) {
            throw file.error(
                    "%s contains %s for the layer's %s"
                            .formatted(
                                    group.getPath(),
                                    matching.isEmpty()
                                            ? "no weight"
                                            : "several weights: " + matching,
                                    part));
        }
        return file.floats(group, matching.getFirst());
    }

    private List<String> names(Group group) throws ModelException {
        List<String> names = file.texts(group, "weight_names");
        return names == null ? listNames(group) : names;
    }

    /**
     * Returns the children and grandchildren of a group, for files without {@code weight_names}.
     */
    private List<String> listNames(Group group) throws ModelException {
        List<String> names = new ArrayList<>();
        for (String child : file.children(group)) {
            Group inner = file.isGroup(group, child) ? file.group(group, child) : null;
            if (inner == null) {
                names.add(child);
            } else {
                file.children(inner).forEach(name -> names.add(child + "/" + name));
            }
        }
        return names;
    }
}
