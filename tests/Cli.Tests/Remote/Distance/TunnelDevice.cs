using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Conformance.Cli.Tests.Remote.Distance;

/// <summary>
/// A network interface whose wire is this process (TUN): what a host sends into it is read here, what is written here arrives at the host. It goes away
/// with its handle.
/// </summary>
internal sealed class TunnelDevice : IDisposable
{
    internal const string Path = "/dev/net/tun";

    // Linux: <linux/if_tun.h>, <poll.h>, <fcntl.h>.
    private const nuint SetInterface = 0x400454CA;
    private const short PlainPackets = 0x1001;
    private const short Readable = 1;
    private const int NameLength = 16;
    private const int ReadWriteNonBlocking = 0x802;

    private readonly SafeFileHandle _handle;

    private TunnelDevice(SafeFileHandle handle, string name) => (_handle, Name) = (handle, name);

    /// <summary>Name of the interface.</summary>
    internal string Name { get; }

    /// <summary>Makes an interface in the network namespace of this process; moved to another, it stays connected with this object.</summary>
    /// <exception cref="Win32Exception">It is not allowed.</exception>
    internal static TunnelDevice Create(string name)
    {
        var handle = Open(Path, ReadWriteNonBlocking);
        var device = new TunnelDevice(handle, name);

        // struct ifreq: the name, the flags, and room for what other requests need.
        var request = new byte[40];
        Encoding.ASCII.GetBytes(name, request);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(NameLength), PlainPackets);
        if (handle.IsInvalid || Control(handle, SetInterface, request) < 0)
        {
            var error = new Win32Exception();
            device.Dispose();
            throw error;
        }

        return device;
    }

    /// <summary>Waits for the next packet, for a moment at most.</summary>
    /// <returns>Its length; zero when none came.</returns>
    internal int Read(byte[] packet, TimeSpan moment)
    {
        var query = new Query { Handle = (int)_handle.DangerousGetHandle(), Events = Readable };
        return Poll(ref query, 1, (int)moment.TotalMilliseconds) > 0 ? (int)Math.Max(0, Read(_handle, packet, (nuint)packet.Length)) : 0;
    }

    /// <summary>Puts a packet on the wire; one for which the host has no room is lost, as anywhere.</summary>
    internal void Write(byte[] packet) => Write(_handle, packet, (nuint)packet.Length);

    public void Dispose() => _handle.Dispose();

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern SafeFileHandle Open(string path, int flags);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(SafeFileHandle handle, nuint request, byte[] argument);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref Query query, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint Read(SafeFileHandle handle, byte[] buffer, nuint length);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint Write(SafeFileHandle handle, byte[] buffer, nuint length);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Query
    {
        public int Handle;
        public short Events;
        public short Happened;
    }
}
