using System.Net;

namespace Conformance.Stack.Net;

/// <summary>An open datagram port; disposing it closes the port.</summary>
public interface IDatagramSocket : IDisposable
{
    /// <summary>The address and the actual port.</summary>
    IPEndPoint Local { get; }

    /// <summary>Sends one datagram. A datagram that cannot leave (too long, no route) is reported by <see cref="SendFailed"/>.</summary>
    void Send(ReadOnlyMemory<byte> datagram, IPEndPoint remote);

    /// <summary>Called on the loop with the destination and the reason when a datagram could not be sent.</summary>
    Action<IPEndPoint, string>? SendFailed { get; set; }
}
