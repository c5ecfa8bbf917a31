package dev.framewatch.video.decoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.HashSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** An image of a HEIF file that consists of tiles, as phones write it (ISO/IEC 23008-12, 6.6.2). */
final class TileGrid {
    /** Maximum number of pixels of the whole image, which is scaled down on output. */
    private static final long MAX_PIXELS = 16384L * 16384;

    private final AVStreamGroup group;
    private final AVStreamGroupTileGrid grid;
    private @Nullable AVFrame canvas;
    private int placed;

    TileGrid(AVStreamGroup group) throws UnsupportedMediaException {
        this.group = group;
        this.grid = group.params_tile_grid();
        if (grid.coded_width() < 1
                || grid.coded_height() < 1
                || (long) grid.coded_width() * grid.coded_height() > MAX_PIXELS) {
            throw new UnsupportedMediaException(
                    "%dx%d pixels exceed the limit (the area of 16384x16384)"
                            .formatted(grid.coded_width(), grid.coded_height()));
        }
    }

    String codec() {
        return StillFrames.codec(group.streams(0));
    }

    /** Returns the whole image, cropped, with its orientation as side data; the caller frees it. */
    AVFrame decode(StillFrames stills) throws UnsupportedMediaException {
        Set<Integer> streams = new HashSet<>();
        for (int i = 0; i < group.nb_streams(); i++) {
            streams.add(group.streams(i).index());
        }
        try {
            stills.decode(streams, this::place);
            AVFrame whole = canvas;
            if (whole == null || placed < grid.nb_tiles()) {
                throw new UnsupportedMediaException(
                        "the image is damaged: %d of its %d tiles are present"
                                .formatted(placed, grid.nb_tiles()));
            }
            crop(whole);
            addOrientation(whole);
            canvas = null;
            return whole;
        } finally {
            if (canvas != null) {
                av_frame_free(canvas);
            }
        }
    }

    /** Copies a tile to each of its places. */
    private void place(int streamIndex, AVFrame tile) throws UnsupportedMediaException {
        AVFrame whole = canvas == null ? allocate(tile) : canvas;
        canvas = whole;
        for (int i = 0; i < grid.nb_tiles(); i++) {
            if (group.streams(grid.offsets_idx(i)).index() == streamIndex) {
                int x = grid.offsets_horizontal(i);
                int y = grid.offsets_vertical(i);
                if (tile.format() != whole.format()
                        || x < 0
                        || y < 0
                        || x >= grid.coded_width()
                        || y >= grid.coded_height()) {
                    throw new UnsupportedMediaException("the image is damaged: its tiles differ");
                }
                copy(tile, whole, x, y);
                placed++;
            }
        }
    }

    private AVFrame allocate(AVFrame tile) throws UnsupportedMediaException {
        AVFrame whole = av_frame_alloc();
        av_frame_copy_props(whole, tile);
        av_frame_remove_side_data(whole, AV_FRAME_DATA_DISPLAYMATRIX);
        whole.format(tile.format()).width(grid.coded_width()).height(grid.coded_height());
        if (av_frame_get_buffer(whole, 0) < 0) {
            av_frame_free(whole);
            throw new UnsupportedMediaException("decoding it exceeds the decoder's memory limit");
        }
        return whole;
    }

    private void copy(AVFrame tile, AVFrame whole, int x, int y) {
        int width = Math.min(tile.width(), grid.coded_width() - x);
        int height = Math.min(tile.height(), grid.coded_height() - y);
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(tile.format());
        for (int plane = 0; plane < av_pix_fmt_count_planes(tile.format()); plane++) {
            boolean chroma = plane == 1 || plane == 2;
            int shiftX = chroma ? format.log2_chroma_w() : 0;
            int shiftY = chroma ? format.log2_chroma_h() : 0;
            long at =
                    (long) (y >> shiftY) * whole.linesize(plane)
                            + (long) (x >> shiftX) * format.comp(plane).step();
            av_image_copy_plane(
                    new BytePointer(whole.data(plane)).getPointer(at),
                    whole.linesize(plane),
                    tile.data(plane),
                    tile.linesize(plane),
                    av_image_get_linesize(tile.format(), width, plane),
                    (height + (1 << shiftY) - 1) >> shiftY);
        }
    }

    private void crop(AVFrame whole) throws UnsupportedMediaException {
        int right = grid.coded_width() - grid.horizontal_offset() - grid.width();
        int bottom = grid.coded_height() - grid.vertical_offset() - grid.height();
        if (right < 0 || bottom < 0 || grid.horizontal_offset() < 0 || grid.vertical_offset() < 0) {
            throw new UnsupportedMediaException("the image is damaged: it exceeds its tiles");
        }
        whole.crop_left(grid.horizontal_offset());
        whole.crop_top(grid.vertical_offset());
        whole.crop_right(right);
        whole.crop_bottom(bottom);
        if (av_frame_apply_cropping(whole, AV_FRAME_CROP_UNALIGNED) < 0) {
            throw new UnsupportedMediaException("the image is damaged: it exceeds its tiles");
        }
    }

    private void addOrientation(AVFrame whole) {
        for (int i = 0; i < grid.nb_coded_side_data(); i++) {
            AVPacketSideData data = grid.coded_side_data().getPointer(i);
            if (data.type() == AV_PKT_DATA_DISPLAYMATRIX) {
                AVFrameSideData matrix =
                        av_frame_new_side_data(whole, AV_FRAME_DATA_DISPLAYMATRIX, data.size());
                byte[] bytes = new byte[(int) data.size()];
                data.data().get(bytes);
                matrix.data().put(bytes, 0, bytes.length);
            }
        }
    }
}
