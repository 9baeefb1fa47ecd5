using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Conformance.Stack.Net;

/// <summary>What went wrong with a socket, in words for a report.</summary>
internal static class SocketFault
{
    public static string Describe(Exception fault, IPEndPoint remote) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"{remote} refused the connection",
        SocketException { SocketErrorCode: SocketError.ConnectionReset } => $"{remote} reset the connection",
        SocketException { SocketErrorCode: SocketError.MessageSize } => $"too long for a datagram to {remote}",
        SocketException socket => $"{remote}: {socket.Message}",
        AuthenticationException tls => $"TLS with {remote} failed: {(tls.InnerException ?? tls).Message}",
        OperationCanceledException => $"no answer from {remote} in time",
        { InnerException: { } inner } => Describe(inner, remote),
        _ => $"{remote}: {fault.Message}",
    };

    /// <summary>Whether an exception is the network's doing; anything else is a bug and must not be swallowed.</summary>
    public static bool IsNetwork(Exception fault) =>
        fault is SocketException or IOException or ObjectDisposedException or AuthenticationException or OperationCanceledException
            or System.ComponentModel.Win32Exception or System.Security.Cryptography.CryptographicException;

    public static NetworkException ToBind(IPEndPoint local, string protocol, SocketException fault) => new(
        local,
        fault.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"{protocol} port {local} is taken by another program, or by another part of this run",
            SocketError.AddressNotAvailable => $"{local.Address} is not an address of this host",
            SocketError.AccessDenied => $"{protocol} port {local} needs more rights than this process has; take one above 1023",
            _ => $"{protocol} port {local} cannot be opened: {fault.Message}",
        },
        fault);
}
