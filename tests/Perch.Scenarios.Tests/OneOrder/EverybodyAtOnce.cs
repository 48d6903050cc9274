using System.Security.Cryptography;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>
/// Sixteen at once log five people in and out at five desks, over the API and by phone: there is one order of it all
/// that everybody's answers agree with. Invariants H1 and H2.
/// </summary>
public sealed class EverybodyAtOnce : OfficeTest
{
    private const int OverTheApi = 11;
    private const int CallsOfEachDesk = 4;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly object Replace = new { occupiedPolicy = "replace" };

    private readonly DeskHistory _history = new();
    private volatile bool _phonesAreDone;

    [Fact]
    public async Task There_is_one_order_that_all_answers_agree_with()
    {
        List<Person> people = [];
        List<Telephone> desks = [];

        for (var number = 0; number < Seating.Desks; number++)
        {
            people.Add(await Pbx.UserAsync($"Person{number}", $"20{number}"));
            desks.Add(await Pbx.DeskAsync($"desk {number}", Replace));
        }

        var overTheApi = Enumerable.Range(1, OverTheApi).Select(_ => UseTheApiAsync(people, desks)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, desks.Count).Select(desk => UseThePhoneAsync(desk, people, desks[desk])));
        _phonesAreDone = true;
        await Task.WhenAll(overTheApi);
        await new DesksOverRest(Pbx.Api, _history, Ids(people), Ids(desks)).LookAsync();

        Linearisation.ShouldExist(Seating.Empty, _history.Operations);
    }

    private async Task UseTheApiAsync(List<Person> people, List<Telephone> desks)
    {
        var rest = new DesksOverRest(Pbx.Api, _history, Ids(people), Ids(desks));

        while (!_phonesAreDone)
        {
            await rest.DoSomethingAsync();
            await Task.Delay(Breath * RandomNumberGenerator.GetInt32(100) / 100, TimeProvider.System);
        }
    }

    private async Task UseThePhoneAsync(int desk, List<Person> people, Telephone telephone)
    {
        for (var call = 0; call < CallsOfEachDesk; call++)
        {
            if (RandomNumberGenerator.GetInt32(3) == 0)
            {
                await _history.AskAsync(new LogOut(desk) { Asked = DeskHistory.Now }, logOut => LogOutAsync(logOut, telephone));
            }
            else
            {
                var person = RandomNumberGenerator.GetInt32(people.Count);
                await _history.AskAsync(
                    new LogIn(person, desk) { Asked = DeskHistory.Now }, _ => LogInAsync(people[person], telephone));
            }
        }
    }

    private static async Task LogInAsync(Person person, Telephone desk)
    {
        var before = desk.Phone.Heard.Count;
        await desk.Phone.DialAsync("*11" + person.HotDeskId);

        Assert.Contains("hotdesk-logged-in", await desk.Phone.AllHeardAsync(before));
    }

    private static async Task LogOutAsync(LogOut logOut, Telephone desk)
    {
        var before = desk.Phone.Heard.Count;
        await desk.Phone.DialAsync("*12");
        var heard = await desk.Phone.AllHeardAsync(before);
        logOut.WasSomebodyThere = heard.Contains("hotdesk-logged-out");

        Assert.NotEqual(heard.Contains("hotdesk-nobody"), logOut.WasSomebodyThere);
    }

    private static IReadOnlyList<Guid> Ids(List<Person> people) => people.ConvertAll(person => person.Id);

    private static IReadOnlyList<Guid> Ids(List<Telephone> desks) => desks.ConvertAll(desk => desk.Id);
}
