package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/** Suppresses libav's console output and records the last error it logged. */
final class LibavLog extends LogCallback {
    private static final long serialVersionUID = 1;

    /** {@code AVERROR(ENOMEM)}: 12 on every supported platform. */
    static final int OUT_OF_MEMORY = -12;

    /** {@code AVERROR(EAGAIN)}: 11 on Linux and Windows, 35 on macOS. */
    static final int TRY_AGAIN = System.getProperty("os.name", "").startsWith("Mac") ? -35 : -11;

    private String lastError = "";

    LibavLog() {
        av_log_set_level(AV_LOG_ERROR);
        setLogCallback(this);
    }

    @Override
    public void call(int level, BytePointer message) {
        if (level <= AV_LOG_ERROR) {
            lastError = message.getString().strip();
        }
    }

    String lastError() {
        return lastError;
    }

    void clearError() {
        lastError = "";
    }
}
