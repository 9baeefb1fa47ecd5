using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A method parameter in a listed URI is ignored.</summary>
public static class ListMessageUriMethodParam
{
    private static readonly (Party Party, string Method)[] Asked =
        [(Bill, "INVITE"), (Joe, "BYE"), (Randy, "REGISTER"), (Eddy, "MESSAGE"), (Carol, "FOO")];

    /// <summary>list-message-uri-method-param.</summary>
    public static Scenario Scenario { get; } = new("list-message-uri-method-param")
    {
        Suite = Suite.UriList,
        Title = "Whatever method a listed URI asks for, the service sends MESSAGE",
        Story = "The listed URIs carry a method parameter: INVITE, BYE, REGISTER, MESSAGE and an unknown one. The service takes the list, sends each recipient a MESSAGE, "
            + "and the parameter is gone from Request-URI and To. Listed with and without the parameter, a recipient counts as one.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("five-methods", new ListMessage("M", [.. Asked.Select(a => a.Party.To().Spelt(u => $"{u};method={a.Method}"))])),
                ("in-capitals", new ListMessage("M", Bill.To().Spelt(u => u + ";METHOD=invite"), Joe.To())),
                ("with-and-without", new ListMessage("M", Bill.To(), Bill.To().Spelt(u => u + ";method=INVITE"), Joe.To()) { OnPurpose = true, Variety = "duplicates" }),
            ],
            message => [.. ListFlow.FanOut(message, "U5365-7.3-15", "U5365-7.3-16", "U5365-7.3-17").Select(step => message.OnPurpose ? Open(step) : step)]),
    };

    /// <summary>Two copies to somebody listed with and without a method follow another reading, on which nothing is decided .</summary>
    private static Step Open(Step step) => step is Never { Forbidden: Arrow { To: var to } } never && to == Bill ? never.Undecided("A-15") : step;
}
