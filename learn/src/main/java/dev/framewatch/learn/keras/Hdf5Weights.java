package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.Weight;
import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights in a Keras file: a group for each layer, marked with {@code weight_names}, which are
 * paths below that group.
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
            throw file.error("there are no weights for the layer '" + layer + "'");
        }
        List<String> found = names(group).stream().filter(part::isCalled).toList();
        if (found.size() != 1) {
            throw file.error(
                    "%s holds %s for the layer's %s"
                            .formatted(
                                    group.getPath(),
                                    found.isEmpty() ? "nothing" : "more than one thing: " + found,
                                    part));
        }
        return file.floats(group, found.getFirst());
    }

    private List<String> names(Group group) throws ModelException {
        List<String> names = file.texts(group, "weight_names");
        return names == null ? listed(group) : names;
    }

    /** What lies in the group and one group further, where nothing says what its weights are. */
    private List<String> listed(Group group) throws ModelException {
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
