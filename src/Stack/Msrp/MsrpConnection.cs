using System.Net;

namespace Conformance.Stack.Msrp;

/// <summary>A stream that carries MSRP for one session or several.</summary>
public sealed class MsrpConnection
{
    /// <summary>Our address and port.</summary>
    public IPEndPoint Local => throw new NotImplementedException();

    /// <summary>The peer's address and port.</summary>
    public IPEndPoint Remote => throw new NotImplementedException();

    /// <summary><see cref="TransportKind.Tcp"/> or <see cref="TransportKind.Tls"/>.</summary>
    public TransportKind Kind => throw new NotImplementedException();

    /// <summary>Whether we opened it.</summary>
    public bool IsOurs => throw new NotImplementedException();

    /// <summary>False once closed by either side.</summary>
    public bool IsOpen => throw new NotImplementedException();

    /// <summary>The sessions bound to it.</summary>
    public IReadOnlyCollection<MsrpSession> Sessions => throw new NotImplementedException();

    /// <summary>Writes octets at once, ahead of everything queued; a chunk under way is interrupted first.</summary>
    public void SendRaw(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();

    /// <summary>Writes octets at once, even into the middle of a chunk.</summary>
    public void Inject(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();

    /// <summary>Closes it; its sessions are over.</summary>
    public void Close() => throw new NotImplementedException();
}
