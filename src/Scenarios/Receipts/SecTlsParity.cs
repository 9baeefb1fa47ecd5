using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>As safe back as forth.</summary>
public static class SecTlsParity
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);

    /// <summary>sec-tls-parity.</summary>
    public static Scenario Scenario { get; } = new("sec-tls-parity")
    {
        Suite = Suite.Receipts,
        Title = "A message over TLS is receipted over TLS",
        Story = "Alice's message comes under a sips: URI. Bob's receipts take no weaker way back.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = [TransportKind.Tls],
        Flow =
        [
            Alice.Sends(M1, to: Bob),
            Bob.Answers(Codes.Success, Alice),
            Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-8-02"),
            Bob.Reads(M1),
            Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice).Proves("RCPT-8-02"),
        ],
    };
}
