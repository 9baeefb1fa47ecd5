using System.Net;

namespace Conformance.Stack.Net;

/// <summary>An open datagram port; disposing it closes the port.</summary>
public interface IDatagramSocket : IDisposable
{
    /// <summary>The address and the actual port.</summary>
    IPEndPoint Local { get; }

    /// <summary>Sends one datagram.</summary>
    /// <param name="failed">Called on the loop, later, with the reason when it could not leave: too long, no route. That it arrived is never known.</param>
    void Send(ReadOnlyMemory<byte> datagram, IPEndPoint remote, Action<string>? failed = null);
}
