using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Which credentials travel.</summary>
public static class ListMessageAuthorizationRealms
{
    private const string Elsewhere = "Digest username=\"alice\", realm=\"example.net\", nonce=\"84a4cc6f3082121f32b42a2187831a9e\", uri=\"sip:bill@example.net\", response=\"7587245234b3434cc3412213e5f113a5\"";
    private const string OnTheWay = "Digest username=\"alice\", realm=\"proxy.example.org\", nonce=\"1cec4341ae6cbe5a359ea9c8e88df84f\", uri=\"sip:bill@example.net\", response=\"71ba27c64bd01de719686aa4590d5824\"";

    private static readonly string Further = Elsewhere.Replace("example.net\", nonce", "example.com\", nonce", StringComparison.Ordinal);

    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Cc());

    /// <summary>list-message-authorization-realms.</summary>
    public static Scenario Scenario { get; } = new("list-message-authorization-realms")
    {
        Suite = Suite.UriList,
        Title = "Credentials for the service stay there, credentials for others travel on",
        Story = "Besides proving herself to the service, Alice encloses credentials for two other realms, one of them a proxy's. The copies carry exactly those two, each in "
            + "its own header field, and nothing of what she showed to the service.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("", Plain.WithHeaders(("Authorization", Elsewhere), ("Proxy-Authorization", OnTheWay))),
                ("own-alone", Plain),
                ("without-realm", Plain.WithHeaders(("Proxy-Authorization", "Bearer mF_9.B5f-4.1JqM"))),
                ("realm-in-another-case", Plain with { BesideProof = InAnotherCase }),
                ("two-of-one-kind", Plain.WithHeaders(("Authorization", Elsewhere), ("Authorization", Further))),
            ],
            message => ListFlow.FanOut(message, "U5365-7.2-14")),
    };

    /// <summary>Realms are told apart by case (RFC 7616 3.3): this is somebody else's.</summary>
    private static string? InAnotherCase(string realm)
    {
        var other = realm.Any(char.IsAsciiLetterLower) ? realm.ToUpperInvariant() : realm.ToLowerInvariant();
        return other == realm ? null : Elsewhere.Replace("realm=\"example.net\"", $"realm=\"{other}\"", StringComparison.Ordinal);
    }
}
