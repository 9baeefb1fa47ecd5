using System.Net;

namespace Conformance.Stack.Net;

/// <summary>A listening stream port; disposing it stops accepting and leaves accepted streams alone.</summary>
public interface IStreamListener : IDisposable
{
    /// <summary>The address and the actual port.</summary>
    IPEndPoint Local { get; }
}
