using System.Security.Cryptography.X509Certificates;
using Conformance.Stack.Net;

namespace Conformance.Stack.Tls;

/// <summary>
/// A certificate authority that lives in memory for one run: a root, a server certificate for 127.0.0.1, ::1 and localhost, a client certificate.
/// Made on first use, with ECDSA P-256 keys; nothing is written to disk or to a system store.
/// </summary>
public sealed class TestAuthority(TimeProvider? time = null) : IDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The self-signed root, without its key.</summary>
    public X509Certificate2 Root => throw new NotImplementedException(_time.ToString());

    /// <summary>For a listener: the server certificate, and the root to check clients by.</summary>
    public TlsSettings Server => throw new NotImplementedException();

    /// <summary>For a connecting party: the client certificate, and the root to check servers by.</summary>
    public TlsSettings Client => throw new NotImplementedException();

    /// <summary>Issues one more certificate, for names and numeric addresses of the caller's choice.</summary>
    public X509Certificate2 Issue(string commonName, IEnumerable<string> names, bool forServer = true) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
