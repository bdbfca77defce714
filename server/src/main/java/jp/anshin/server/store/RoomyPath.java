package jp.anshin.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Files of H2 whose writes end even where the disk became full meanwhile: see {@link DiskRoom}. */
public final class RoomyPath extends FilePathWrapper {

  /** What stands before the path in H2's addresses. */
  static final String SCHEME = "anshin";

  static {
    FilePath.register(new RoomyPath());
  }

  /** Makes the scheme known to H2. */
  static void register() {
    // Loading this class has done it, once.
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Path directory = Path.of(getBase().toString()).resolveSibling(".").normalize();
    return new RoomyFile(super.open(mode), new DiskRoom(directory));
  }

  /** What lies below is safe for several threads by itself. */
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  private static final class RoomyFile extends FileBase {

    /** Another program took the room that was given; it may make some. */
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final FileChannel file;
    private final DiskRoom room;

    private interface Writing {
      int write() throws IOException;
    }

    RoomyFile(FileChannel file, DiskRoom room) {
      this.file = file;
      this.room = room;
    }

    private int whole(Writing writing) throws IOException {
      long end = System.nanoTime() + WAIT_NANOS;
      while (true) {
        try {
          return writing.write();
        } catch (IOException failure) {
          if (!DiskRoom.isFull(failure)) {
            throw failure;
          }
          if (!room.give()) {
            if (System.nanoTime() > end) {
              throw failure;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
          }
        }
      }
    }

    @Override
    public int write(ByteBuffer octets) throws IOException {
      return whole(() -> file.write(octets));
    }

    @Override
    public int write(ByteBuffer octets, long position) throws IOException {
      return whole(() -> file.write(octets, position));
    }

    @Override
    public int read(ByteBuffer octets) throws IOException {
      return file.read(octets);
    }

    @Override
    public int read(ByteBuffer octets, long position) throws IOException {
      return file.read(octets, position);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
      file.force(metadata);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }

    @Override
    public String toString() {
      return SCHEME + ":" + file;
    }
  }
}
