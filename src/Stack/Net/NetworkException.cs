using System.Net;

namespace Conformance.Stack.Net;

/// <summary>A port could not be opened; the message names the endpoint and what to do about it.</summary>
public sealed class NetworkException(IPEndPoint endPoint, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The endpoint asked for.</summary>
    public IPEndPoint EndPoint { get; } = endPoint;
}
