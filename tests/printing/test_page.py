"""Pages are filled without losing, splitting or parting what belongs together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.page import Strip, paginate
from printing.sheet import Sheet


def nothing(_sheet: Sheet, _y: float) -> None:
    """Draw nothing."""


HEAD = Strip(20, nothing)
STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.floats(1, 100),
        paint=st.just(nothing),
        with_next=st.booleans(),
        resume=st.sampled_from([(), (HEAD,)]),
    ),
    max_size=60,
)


@settings(deadline=None)
@given(flow=STRIPS)
def test_every_strip_is_on_one_page_in_order(flow: list[Strip]) -> None:
    pages = paginate(flow, 300)
    assert [strip for page in pages for strip in page if strip is not HEAD] == flow
    assert all(page for page in pages) or not flow


@settings(deadline=None)
@given(flow=STRIPS)
def test_a_page_is_overfull_only_by_a_chain_that_no_page_could_hold(flow: list[Strip]) -> None:
    for page in paginate(flow, 300):
        if sum(strip.height for strip in page) > 300:
            body = [strip for strip in page if strip is not HEAD]
            assert all(strip.with_next for strip in body[:-1])


def test_a_page_turn_repeats_what_a_strip_wants_above_it() -> None:
    strip = Strip(100, nothing, resume=(HEAD,))
    pages = paginate([strip] * 5, 250)
    assert pages == [[strip, strip], [HEAD, strip, strip], [HEAD, strip]]
