using Conformance.Harness.Engine;
using Conformance.ReferenceImpl;
using Conformance.Stack;

namespace Conformance.Scenarios.Tests.Readings;

/// <summary>The cases that show what a variation does; the others of its seat would show it again, or show nothing.</summary>
internal static class VariedCases
{
    private static readonly Dictionary<string, string[]> OfSeat = new(StringComparer.Ordinal)
    {
        ["im-sender"] = ["sip-request-matrix", "sip-im-plain", "sip-read-receipt"],
        ["im-recipient"] = ["sip-positive-delivery", "sip-negative-delivery-late", "sip-read-receipt", "sip-read-unknown-485"],
        ["im-intermediary"] = ["relay-accept-then-4xx", "relay-accept-then-6xx"],
        ["msrp-sender"] = ["msrp-request-matrix", "msrp-read-receipt"],
        ["msrp-recipient"] = ["msrp-read-receipt", "msrp-read-unknown-485", "msrp-chunked-receipt-sent"],
        ["gateway"] = ["gateway-sip-to-msrp"],
        ["list-service"] = ["list-message-figure-2", "list-message-anonymize-counts", "list-message-anonymize-and-bcc"],
        ["list-client"] = ["uac-list-construction"],
        ["list-recipient"] = ["uas-reply-to-all-visible"],
    };

    // By seat and id, or by seat and ambiguity.
    private static readonly Dictionary<string, string[]> OfVariation = new(StringComparer.Ordinal)
    {
        ["im-sender AMB-17"] = ["sip-request-matrix"],
        ["im-sender AMB-30"] = ["sip-receipt-classification"],
        ["im-sender AMB-55"] = ["sip-uri-list-sender"],
        ["im-recipient AMB-01"] = ["sip-list-syntax-tolerance"],
        ["im-recipient AMB-12"] = ["sip-negative-delivery-late"],
        ["im-recipient AMB-17"] = ["sip-list-syntax-tolerance"],
        ["im-recipient AMB-19"] = ["sip-list-syntax-tolerance"],
        ["im-recipient AMB-20-any-case"] = ["sip-list-syntax-tolerance"],
        ["im-recipient AMB-21"] = ["sip-list-syntax-tolerance"],
        ["im-recipient AMB-25"] = ["sip-request-without-message-id"],
        ["im-recipient AMB-26"] = ["sip-shared-message-id"],
        ["im-recipient AMB-50"] = ["sec-smime-signed", "sec-smime-encrypted"],
        ["im-recipient AMB-60"] = ["sip-all-three-receipts"],
        ["im-recipient AMB-65"] = ["sip-receipt-refused"],
        ["im-intermediary AMB-33-silent-timeout"] = ["relay-accept-then-timeout", "relay-accept-then-transport-error"],
        ["im-intermediary AMB-33-stays"] = ["relay-redirect-3xx"],
        ["im-intermediary AMB-33-redirection-fails"] = ["relay-redirect-3xx"],
        ["im-intermediary AMB-36"] = ["relay-positive-receipt-passes", "relay-receipt-undeliverable"],
        ["im-intermediary AMB-65"] = ["relay-receipt-undeliverable"],
        ["msrp-recipient AMB-72"] = ["msrp-session-types"],
        ["msrp-recipient AMB-73"] = ["msrp-read-after-session"],
        ["gateway AMB-46"] = ["gateway-sip-to-msrp"],
        ["list-service A-06"] = ["list-message-figure-2", "list-message-outcomes-independent"],
        ["list-service A-08"] = ["list-message-empty-list"],
        ["list-service A-09"] = ["list-message-malformed-mime", "list-message-malformed-xml"],
        ["list-service A-10"] = ["list-message-unsupported-media"],
        ["list-service A-11"] = ["list-message-missing-list", "list-message-missing-require"],
        ["list-service A-12"] = ["list-message-over-limit"],
        ["list-service A-13"] = ["list-message-duplicate-uris", "list-message-duplicate-roles"],
        ["list-service A-15"] = ["list-message-uri-method-param"],
        ["list-service A-16"] = ["list-message-duplicate-anonymity"],
        ["list-service A-17"] = ["list-message-bcc-removal", "list-message-anonymize-and-bcc", "list-message-bcc-only"],
        ["list-service A-18"] = ["list-message-bcc-only"],
        ["list-service A-26"] = ["list-message-display-names"],
        ["list-service A-27"] = ["list-message-uri-parameters", "list-message-uri-headers-honoured"],
        ["list-service A-28"] = ["list-message-asserted-identity-matrix"],
        ["list-service A-31"] = ["list-message-significant-headers"],
        ["list-service A-33"] = ["list-message-uri-body-hname"],
        ["list-service A-35"] = ["list-message-uri-headers-honoured"],
        ["list-service A-41"] = ["list-message-nested-multipart"],
        ["list-service A-46"] = ["list-message-illegal-attributes"],
        ["list-service A-49"] = ["list-message-self-and-loop"],
        ["list-service A-50"] = ["list-message-self-and-loop"],
        ["list-service A-51"] = ["list-message-telephone-number"],
        ["list-service A-52"] = ["list-message-invalid-targets"],
        ["list-service A-53"] = ["list-message-outcomes-independent"],
        ["list-service A-54"] = ["list-message-outcomes-independent", "list-message-figure-2"],
        ["list-service A-60-everywhere"] = ["list-message-figure-2", "list-message-unknown-extension"],
        ["list-service A-60-unavailable"] = ["options-discovery"],
        ["list-service A-63"] = ["list-message-expiry"],
        ["list-service AMB-48"] = ["list-hidden-delivery", "list-hidden-partial", "list-hidden-read", "list-hidden-rejects"],
        ["list-service AMB-49"] = ["list-hidden-delivery", "list-hidden-partial", "list-hidden-read"],
    };

    /// <summary>The cases over one transport: what a reading changes does not depend on it.</summary>
    internal static TestCase[] Of(Variation variation)
    {
        var scenarios = OfVariation.GetValueOrDefault($"{variation.Seat} {variation.Id}") ?? OfVariation.GetValueOrDefault($"{variation.Seat} {variation.Reading}") ?? OfSeat[variation.Seat];
        return [.. Bench.CasesOf(variation.Seat, TransportKind.Tcp).Where(c => scenarios.Contains(c.Scenario.Name))];
    }
}
