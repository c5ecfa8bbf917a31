package dev.framewatch.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.json.MissingFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceManifestTest {
    private static final EvidenceManifest MANIFEST =
            EvidenceManifest.of(
                    "0.1.0",
                    List.of("s-1"),
                    "2026-03-02T10:15:00Z",
                    List.of(new ManifestEntry("evidence.json", "0".repeat(64), 7)));

    private static EvidenceManifest read(String json) {
        return EvidenceManifest.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aManifestThatLacksAFieldIsRefusedByItsName() {
        String whole = new String(MANIFEST.json(), StandardCharsets.UTF_8);
        assertThat(read(whole)).isEqualTo(MANIFEST);
        int fields =
                MissingFields.each(
                        whole,
                        (name, without) -> {
                            if (name.equals("exportedAt")) {
                                assertThat(read(without).exportedAt()).isNull();
                            } else {
                                assertThatThrownBy(() -> read(without))
                                        .isInstanceOf(IllegalArgumentException.class)
                                        .hasMessageContaining("'" + name + "'");
                            }
                        });
        assertThat(fields).isEqualTo(8);
    }
}
