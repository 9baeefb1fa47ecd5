using System.Diagnostics.CodeAnalysis;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Authentication;

/// <summary>Answers 401 and 407 for one user. Keeps the nonce count of each nonce it has used.</summary>
public sealed class DigestClient(string username, string password, IdSource ids)
{
    /// <summary>The name the credentials carry.</summary>
    public string Username { get; } = username;

    /// <summary>
    /// Builds the retry of <paramref name="request"/> with credentials for the challenges of <paramref name="response"/>: the topmost supported one
    /// of each realm, CSeq one higher, the top Via removed so that the retry gets a branch of its own.
    /// </summary>
    /// <returns>False when no challenge is supported, or when these credentials were refused already and the nonce is not stale.</returns>
    public bool TryAnswer(SipMessage response, SipMessage request, [NotNullWhen(true)] out SipMessage? retry) =>
        throw new NotImplementedException(password + ids);
}
