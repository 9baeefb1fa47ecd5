using System.Security.Cryptography.X509Certificates;
using Conformance.Harness.Dsl;
using Conformance.Stack.Smime;

namespace Conformance.Harness.Evidence;

/// <summary>
/// The S/MIME certificates of the parties of a case, the system under test's among them: the harness makes them all and hands out what each may have, so that it can
/// open whatever is sent in the case. Made on first use; most cases need none.
/// </summary>
/// <param name="addressOf">The address that a party's certificate is for.</param>
public sealed class CaseKeys(Func<Party, PartyAddress> addressOf)
{
    private readonly Dictionary<Party, X509Certificate2> _made = [];

    /// <summary>All certificates made so far, with their keys.</summary>
    public IReadOnlyCollection<X509Certificate2> All => _made.Values;

    /// <summary>The certificate of a party, with its key.</summary>
    public X509Certificate2 Of(Party party)
    {
        if (!_made.TryGetValue(party, out var certificate))
        {
            _made[party] = certificate = SmimeAuthority.Issue(party.Name, addressOf(party).Identity, _made.Count);
        }

        return certificate;
    }

    /// <summary>Certificate and key of a party in PEM, unencrypted: a password would cost time on an event loop and protect nothing.</summary>
    public string PemOf(Party party)
    {
        using var key = Of(party).GetRSAPrivateKey() ?? throw new InvalidOperationException($"The certificate of {party} came without its key.");
        return $"{Of(party).ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>The certificates of parties without their keys, in PEM.</summary>
    public string CertificatesOf(IEnumerable<Party> parties) => string.Concat(parties.Select(p => Of(p).ExportCertificatePem() + "\n"));
}
