using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Nobody is hidden.</summary>
public static class ListDisclosedMembers
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>list-disclosed-members.</summary>
    public static Scenario Scenario { get; } = new("list-disclosed-members")
    {
        Suite = Suite.Receipts,
        Title = "Open list: receipts per member",
        Story = "The service keeps a list whose members everybody may know. Alice's message goes to Bob and to Carol with the same octets, so that their receipts come to her "
            + "past the service and say whose they are. Of a delivery the service itself says nothing, neither for one nor for all.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Flow =
        [
            List.KeepsList(Bob, Carol),
            Alice.Sends(M1, to: List),
            List.Answers(Codes.Success, Alice),
            List.Forwards(M1, to: Bob).Proves("RCPT-6.2-02"),
            List.Forwards(M1, to: Carol).Proves("RCPT-6.2-02"),
            Never(List.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-08"),
        ],
    };
}
