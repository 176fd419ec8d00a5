"""How often teams talk, on what, and how mature their coaching is; counts alone for leaders."""
