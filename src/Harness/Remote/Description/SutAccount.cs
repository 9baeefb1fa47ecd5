using System.Net;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Remote.Description;

/// <summary>A digest account.</summary>
/// <param name="Username">The user name.</param>
/// <param name="Password">The password.</param>
/// <param name="Realm">The realm it is for; null for any.</param>
public sealed record SutAccount(string Username, Secret Password, string? Realm)
{
    /// <summary>The account as the digest code takes it.</summary>
    public NetworkCredential ToCredential() => new(Username, Password.Reveal());
}
